namespace KeyReaper.Tests.Model;

internal enum Duty
{
    None,
    Deactivate,
    StartGrace,
    RecordReactivation,
    Delete,
    RemoveTag,

    /// <summary>Record that an inactive key is still inactive.</summary>
    KeepWatch,
}

/// <summary>One access key as IAM reports it, and what is recorded about it. Without a status the key is gone, and only the record is left.</summary>
/// <param name="Told">The last use, as IAM reports it now.</param>
/// <param name="HasRoom">Whether its user has room for a tag.</param>
internal sealed record Facts(string User, string AccessKeyId, string? Status, DateTimeOffset Created, DateTimeOffset? Told, Record? Record, bool Exempt, bool HasRoom)
{
    /// <summary>How long IAM may still show a deactivated key as active, and let it be used.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    /// <summary>A pass judges by the time it began, and lasts up to a quarter of an hour: another pass may have written since.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(16);

    // IAM's limit for a user.
    public const int MostTags = 50;

    public static Facts Of(SandboxAccessKey key, Scene scene) =>
        new(key.User.Name, key.Id, key.Status, key.Created, key.LastUsed?.At, scene.Ledger[key.Id], scene.Exempt(key.User, key.Id), key.User.Tags.Count < MostTags || key.User.Tags.ContainsKey(Written.Prefix + key.Id));

    /// <summary>The record, unless it is older than the key or from the future: KeyReaper cannot have written such a record.</summary>
    private Record? Believed(DateTimeOffset now) => Record is { } record && record.Since >= Created && record.Seen <= now + Ahead ? record : null;

    /// <summary>The record, if it says that the key is inactive.</summary>
    public Record? Watch(DateTimeOffset now) => Believed(now) is { Inactive: true } watch ? watch : null;

    /// <summary>The last sign that somebody wants the key: it was created, used, or turned back on.</summary>
    public DateTimeOffset LastSign(DateTimeOffset now) =>
        new[] { Created, Told ?? Created, Believed(now) is { Inactive: false, Since: var at } ? at : Created }.Max();

    /// <summary>Whether it is recorded as inactive, and active all the same.</summary>
    public bool WasTurnedOn(DateTimeOffset now) => Status == "Active" && Watch(now) is not null;

    /// <summary>Whether KeyReaper deactivated it, and would not have done so if it had known of this use.</summary>
    public bool IsInUseAfterAll(DateTimeOffset now) =>
        Status == "Inactive" && Watch(now) is { UnusedPeriod: { } unused, Since: var since } && Told > since - unused && !(Told > since + Settling);

    /// <summary>Whether it was watched, and then nobody looked for too long.</summary>
    public bool IsUnwatched(Terms terms, DateTimeOffset now) => Status == "Inactive" && Watch(now) is { } watch && now - watch.Seen > terms.Pause;

    /// <summary>What a pass that starts now and meets no trouble must do about the key.</summary>
    public Duty Due(Terms terms, DateTimeOffset now) => LacksRoom(terms, now) ? Duty.None : Wanted(terms, now);

    /// <summary>Whether something is due that could not be recorded.</summary>
    public bool LacksRoom(Terms terms, DateTimeOffset now) => !HasRoom && Wanted(terms, now) is Duty.Deactivate or Duty.StartGrace;

    /// <summary>Whether it is due to record that the key is still inactive, if it is not deleted.</summary>
    public bool IsWatchDue(Terms terms, DateTimeOffset now) => IsWatched(terms, now) && now - Watch(now)!.Seen > terms.Pause * 0.3;

    /// <summary>Whether a credential report that has these facts leads a pass to the key's user.</summary>
    public bool ShowsInReport(Terms terms, DateTimeOffset now) =>
        Status is "Inactive" || (Status is "Active" && (Told > Created ? Told.Value : Created) + terms.Unused - terms.Warning <= now);

    private bool IsWatched(Terms terms, DateTimeOffset now) =>
        !Exempt && Status == "Inactive" && Watch(now) is { } watch && !IsInUseAfterAll(now) && !(Told > watch.Since) && terms.DeleteKeys && !IsUnwatched(terms, now);

    private Duty Wanted(Terms terms, DateTimeOffset now) => (Status, Watch(now)) switch
    {
        _ when Exempt => Duty.None,
        (null, _) => Duty.RemoveTag,

        ("Active", { } watch) when now < watch.Since + Settling => Duty.None,
        ("Active", _) when WasTurnedOn(now) => Duty.RecordReactivation,
        ("Active", _) => LastSign(now) + terms.Unused <= now ? Duty.Deactivate : Duty.None,

        ("Inactive", _) when IsInUseAfterAll(now) => Duty.None,
        ("Inactive", null) => Duty.StartGrace,
        ("Inactive", { } watch) when Told > watch.Since => Duty.StartGrace,
        ("Inactive", { } watch) when IsWatched(terms, now) => watch.Since + terms.Grace <= now ? Duty.Delete : Duty.None,
        ("Inactive", _) => terms.DeleteKeys ? Duty.StartGrace : Duty.None, // not watched

        _ => Duty.None,
    };
}
