using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

internal enum Duty
{
    None,
    Deactivate,
    StartGrace,
    RecordReactivation,
    Delete,
    RemoveTag,
}

/// <summary>One access key as it truly is, and what stands on record about it. Without a status it is gone, and the record is all that is left.</summary>
internal sealed record Facts(string User, string AccessKeyId, string? Status, DateTimeOffset Created, DateTimeOffset? Used, Record? Record, bool Exempt)
{
    /// <summary>How long IAM may go on showing a key active that was deactivated.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    public static Facts Of(SandboxAccessKey key, Scene scene) =>
        new(key.User.Name, key.Id, key.Status, key.Created, key.LastUsed?.At, scene.Ledger[key.Id], scene.Exempt(key.User));

    /// <summary>A record from before the key was made, or from the future, was made by nobody.</summary>
    public Record? Believed(DateTimeOffset now) => Record is { } record && record.At >= Created && record.At <= now ? record : null;

    /// <summary>Since when the key is on record as inactive, if nothing shows that it was not: a later use does.</summary>
    public DateTimeOffset? OffSince(DateTimeOffset now) => Believed(now) is { Inactive: true, At: var at } && !(Used > at) ? at : null;

    /// <summary>The last sign that somebody wants the key: it was made, used, or turned back on.</summary>
    public DateTimeOffset LastSign(DateTimeOffset now) =>
        new[] { Created, Used ?? Created, Believed(now) is { Inactive: false, At: var at } ? at : Created }.Max();

    /// <summary>What a pass that starts now and meets no trouble must do about it.</summary>
    public Duty Due(Terms terms, DateTimeOffset now) => (Status, OffSince(now)) switch
    {
        _ when Exempt => Duty.None,
        (null, _) => Duty.RemoveTag,
        ("Inactive", null) => Duty.StartGrace,
        ("Inactive", { } off) => terms.DeleteKeys && off + terms.Grace <= now ? Duty.Delete : Duty.None,
        ("Active", { } off) => off + Settling <= now ? Duty.RecordReactivation : Duty.None,
        ("Active", null) => LastSign(now) + terms.Unused <= now ? Duty.Deactivate : Duty.None,
        _ => Duty.None,
    };

    /// <summary>Whether an up-to-date credential report leads a pass to the key's user.</summary>
    public bool ShowsInReport(Terms terms, DateTimeOffset now) =>
        Status is "Inactive" || (Status is "Active" && (Used > Created ? Used.Value : Created) + terms.Unused - terms.Warning <= now);
}
