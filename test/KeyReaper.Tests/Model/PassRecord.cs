using System.Collections.Concurrent;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Model;

internal sealed record Effect(Duty Duty, string AccessKeyId);

/// <summary>What one pass found, what it was told, and what it tried and did.</summary>
/// <param name="report">The credential report that it would get if it asked for one.</param>
internal sealed class PassRecord(Scene scene, bool live, CredentialReport report, bool mustRest)
{
    private readonly Lock gate = new();
    private readonly List<Told> told = [];
    private readonly List<Effect> effects = [];
    private readonly List<string> broken = [];
    private readonly List<(string AccessKeyId, string User, Look Look)> looks = [];
    private readonly Dictionary<string, (string? Value, Record? Record)> formers = [];
    private readonly ConcurrentDictionary<string, bool> disturbed = new();

    public bool Live => live;
    public CredentialReport Report => report;
    public bool ReportIsOld => report.MadeAt < Start && !Walked;

    /// <summary>All users were listed to be read, and not only to see whether one about whom a tag was refused is still there.</summary>
    public bool Walked => told.TakeWhile(one => one.Action is not ("TagUser" or "UntagUser")).Any(one => one.Action == "ListUsers");

    /// <summary>Whether there can be nothing to do, because the last pass met no trouble and nothing has happened since, not even a second passed.</summary>
    public bool MustRest => mustRest;
    public DateTimeOffset Start { get; } = scene.Now;
    public Terms Terms { get; } = scene.Terms;
    public IReadOnlyList<Facts> Found { get; } = [.. scene.Everything()];

    /// <summary>Users who may not be tagged, and those who may run out of room for tags during the pass.</summary>
    public IReadOnlyCollection<string> Untaggable { get; } = [.. scene.Forbidden.Select(person => scene.UserOf(person)?.Name ?? person)];
    public IReadOnlyCollection<string> Tight { get; } = [.. scene.Sandbox.Account.Users.Where(user => user.Tags.Count is > 47 and < 50).Select(user => user.Name)];
    public IReadOnlyList<Told> AllTold => told;
    public IReadOnlyList<Effect> Effects => effects;
    public IReadOnlyList<string> Broken => broken;

    /// <summary>Users to whom a person did something while the pass ran, so that the pass cannot be judged by what it found before.</summary>
    public IReadOnlyCollection<string> Disturbed => disturbed.Keys.ToArray();

    /// <summary>Whether IAM named another user for a key than the pass believed, so that the key cannot be read.</summary>
    public bool WasMisled { get; private set; }

    public void Disturb(string user) => disturbed[user] = true;

    public void Renamed(string newName)
    {
        Disturb(newName);
        WasMisled = true;
    }

    public void Told(Told call)
    {
        lock (gate) told.Add(call);
    }

    /// <summary>The keys to which something was done or tried after the time was up; null before that.</summary>
    public HashSet<string>? TriedLate { get; private set; }

    public void TimeIsUp() => TriedLate ??= [];

    public Facts? FoundOf(string accessKeyId) => Found.FirstOrDefault(key => key.AccessKeyId == accessKeyId);

    public Told? LastTold(string action, string? user, string? accessKeyId = null) =>
        told.LastOrDefault(one => one.Action == action && one.User == user && one.AccessKeyId == accessKeyId);

    /// <summary>Whether the call about the user got a good answer, and the last answer was good too or said that the user is gone.</summary>
    public bool WasRead(string action, string? user) =>
        told.Any(one => one.Action == action && one.User == user && one.Well) && LastTold(action, user) is { Well: true } or { Gone: true };

    /// <summary>
    /// Whether something is left undone without the call's answer. Not so for GetUser about a user who has no key left or is gone according to IAM, nor for a
    /// tag of a user who no longer exists, at least by that name, nor for the record of a key that no longer exists, nor for the last use of a key
    /// that is gone, or another name's by now.
    /// </summary>
    public bool Needed(Told call) => call.Action switch
    {
        "GetUser" => scene.Everything().Any(key => key.User == call.User && key.Status is not null) && LastTold("ListAccessKeys", call.User) is not { Gone: true },
        "TagUser" => scene.FactsOf(call.Tag![Written.Prefix.Length..]) is { Status: not null } key && key.User == call.User,
        "GetAccessKeyLastUsed" => scene.FactsOf(call.AccessKeyId!) is { Status: not null } key && key.User == FoundOf(call.AccessKeyId!)?.User,
        "UntagUser" => scene.Sandbox.Account.Users.Any(user => user.Name == call.User),
        _ => true,
    };

    public bool Did(Duty duty, string accessKeyId) => effects.Contains(new(duty, accessKeyId));

    /// <summary>Whether this restores the record from before a deactivation that was refused.</summary>
    public bool IsPutBack(Written written) =>
        formers.TryGetValue(written.AccessKeyId, out var former) && former.Value == written.Value && told.Any(one => one is { Action: "UpdateAccessKey", Well: false } && one.AccessKeyId == written.AccessKeyId);

    /// <summary>What the pass saw of keys and could record. If it saw one active, it must record that.</summary>
    public IEnumerable<(string AccessKeyId, Look Look)> Seen =>
        from look in looks
        where live && (!look.Look.Active || (TriedLate is null && !told.Any(one => !one.Well && IsInTheWay(one, look.User))))
        select (look.AccessKeyId, look.Look);

    /// <summary>Judges a call before it takes effect.</summary>
    public void Attempted(SandboxCall call)
    {
        lock (gate)
        {
            broken.AddRange(Safety.Objections(call, this, scene));
            if (Written.By(call) is { Record.UnusedPeriod: not null } written) formers.TryAdd(written.AccessKeyId, (scene.TagOf(call.UserName!, written.AccessKeyId), scene.Ledger[written.AccessKeyId]));
        }
    }

    /// <summary>Notes a call after it took effect, whatever the client is told.</summary>
    public void Answered(SandboxCall call)
    {
        if (call.HttpStatus != 200 && call.ErrorCode != nameof(FaultKind.ResetAfterEffect)) return;
        lock (gate)
        {
            if (Written.By(call) is { } written) Write(written, call.UserName!);
            else if (call is { Action: "UpdateAccessKey" }) Deactivated(call.AccessKeyId!, call.UserName!);
            else if (call is { Action: "DeleteAccessKey" }) effects.Add(new(Duty.Delete, call.AccessKeyId!));
            else if (call is { Action: "GenerateCredentialReport" }) scene.ReportAskedFor();
            else if (call is { Action: "ListAccessKeys", HttpStatus: 200 }) looks.AddRange(scene.UserOf(call.UserName!)!.AccessKeys.Where(IsNews).Select(key => (key.Id, key.User.Name, new Look(scene.Now, key.Status == "Active"))));
        }
    }

    /// <summary>Keys whose recorded deactivation did not happen and was not undone, because the answer was lost.</summary>
    public IEnumerable<string> InVain => formers.Keys.Where(key => scene.Ledger[key] is { UnusedPeriod: not null } record && record.Since >= Start && record.Seen == record.Since && Did(Duty.StartGrace, key) && !Did(Duty.Deactivate, key) && scene.KeyOf(key)?.Status == "Active");

    private void Deactivated(string accessKeyId, string user)
    {
        effects.Add(new(Duty.Deactivate, accessKeyId));
        looks.Add((accessKeyId, user, new(scene.Now, Active: false)));
        scene.Deactivations[accessKeyId] = new(scene.Now, Terms.Unused);
    }

    private static bool IsInTheWay(Told trouble, string user) =>
        (trouble.User == user && trouble.Action is "GetUser" or "ListAccessKeys" or "TagUser") || trouble is { Action: "ListUsers" } or { Action: "TagUser", Code: "AccessDenied" };

    /// <summary>Whether a key that is shown as active is news. Within an hour after it was recorded as inactive it is not: IAM may be late.</summary>
    private bool IsNews(SandboxAccessKey key) =>
        key.Status == "Inactive" || !(scene.Exempt(key.User, key.Id) || (scene.Ledger[key.Id] is { Inactive: true } record && scene.Now - record.Since < GracePeriod.Settling));

    private void Write(Written written, string user)
    {
        var key = written.AccessKeyId;
        if (IsPutBack(written))
        {
            if (formers[key].Record is { } before) scene.Ledger.Write(key, user, before);
            else scene.Ledger.Erase(key);
        }
        else if (written.Record is { } record)
        {
            var former = scene.Ledger[key];
            if (former is not null && record.GoesOn(former))
            {
                if (record.Seen > former.Seen) effects.Add(new(Duty.KeepWatch, key)); // otherwise it is only a second try
                record = former with { Seen = record.Seen };
            }
            else
            {
                effects.Add(new(record.Inactive ? Duty.StartGrace : Duty.RecordReactivation, key));
            }

            scene.Ledger.Write(key, user, record);
        }
        else
        {
            scene.Ledger.Erase(key);
            effects.Add(new(Duty.RemoveTag, key));
        }
    }
}

/// <summary>The tag of a key that KeyReaper writes or (null) removes by a call.</summary>
internal sealed record Written(string AccessKeyId, string? Value)
{
    public const string Prefix = "keyreaper:key:";

    public Record? Record => Value is null ? null : Record.In(Value);

    /// <summary>Null for a call that is not about a tag of ours.</summary>
    public static Written? By(SandboxCall call) => call.Action switch
    {
        "UntagUser" when call["TagKeys.member.1"] is { } key && key.StartsWith(Prefix, StringComparison.Ordinal) && call["TagKeys.member.2"] is null => new(key[Prefix.Length..], null),
        "TagUser" when call["Tags.member.1.Key"] is { } key && key.StartsWith(Prefix, StringComparison.Ordinal) && call["Tags.member.2.Key"] is null => new(key[Prefix.Length..], call["Tags.member.1.Value"]),
        _ => null,
    };
}

internal sealed record CredentialReport(DateTimeOffset MadeAt, IReadOnlyList<UserInReport> Rows);

/// <summary>A row of a credential report.</summary>
internal sealed record UserInReport(string Name, string Path, IReadOnlyList<Facts> Keys);
