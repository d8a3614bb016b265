using System.Collections.Concurrent;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

internal sealed record Effect(Duty Duty, string AccessKeyId);

/// <summary>What one pass found, was told, tried and did.</summary>
internal sealed class PassRecord(Scene scene, bool live, bool reportIsNew, bool mustRest)
{
    private readonly Lock gate = new();
    private readonly List<Told> told = [];
    private readonly List<Effect> effects = [];
    private readonly List<string> broken = [];
    private readonly ConcurrentDictionary<string, bool> disturbed = new();

    public bool Live => live;
    public bool ReportIsNew => reportIsNew;

    /// <summary>The last pass met no trouble and nothing has happened since, not even a second: there can be nothing left to do.</summary>
    public bool MustRest => mustRest;
    public DateTimeOffset Start { get; } = scene.Now;
    public Terms Terms { get; } = scene.Terms;
    public IReadOnlyList<Facts> Found { get; } = [.. scene.Everything()];
    public IReadOnlyList<Told> AllTold => told;
    public IReadOnlyList<Effect> Effects => effects;
    public IReadOnlyList<string> Broken => broken;

    /// <summary>Users whom a person did something about while the pass ran: it cannot be held to what it found before.</summary>
    public IReadOnlyCollection<string> Disturbed => disturbed.Keys.ToArray();

    public void Disturb(string user) => disturbed[user] = true;

    public void Told(Told call)
    {
        lock (gate) told.Add(call);
    }

    /// <summary>The keys that something was done about, or tried, after the time was up; null while it is not.</summary>
    public HashSet<string>? TriedLate { get; private set; }

    public void TimeIsUp() => TriedLate ??= [];

    public Facts? FoundOf(string accessKeyId) => Found.FirstOrDefault(key => key.AccessKeyId == accessKeyId);

    public Told? LastTold(string action, string? user, string? accessKeyId = null) =>
        told.LastOrDefault(one => one.Action == action && one.User == user && one.AccessKeyId == accessKeyId);

    /// <summary>Without a call's answer something is left undone. Not so for the tags of a user who has no key left, or is gone as far as IAM says.</summary>
    public bool Needed(Told call) => call.Action != "GetUser"
        || (scene.Everything().Any(key => key.User == call.User && key.Status is not null) && LastTold("ListAccessKeys", call.User) is not { Gone: true });

    public bool Did(Duty duty, string accessKeyId) => effects.Contains(new(duty, accessKeyId));

    /// <summary>Before a call takes effect: may it?</summary>
    public void Attempted(SandboxCall call)
    {
        lock (gate) broken.AddRange(Safety.Objections(call, this, scene));
    }

    /// <summary>After a call took effect, whatever the client is told.</summary>
    public void Answered(SandboxCall call)
    {
        if (call.HttpStatus != 200 && call.ErrorCode != nameof(FaultKind.ResetAfterEffect)) return;
        lock (gate)
        {
            if (Written.By(call) is { } written) Write(written, call.UserName!);
            else if (call is { Action: "UpdateAccessKey" }) effects.Add(new(Duty.Deactivate, call.AccessKeyId!));
            else if (call is { Action: "DeleteAccessKey" }) effects.Add(new(Duty.Delete, call.AccessKeyId!));
        }
    }

    private void Write(Written written, string user)
    {
        var key = written.AccessKeyId;
        if (written.Record is not { } record)
        {
            scene.Ledger.Erase(key);
            effects.Add(new(Duty.RemoveTag, key));
            return;
        }

        scene.Ledger.Write(key, user, record);
        effects.Add(new(record.Inactive ? Duty.StartGrace : Duty.RecordReactivation, key));
    }
}

/// <summary>What KeyReaper puts on record by a call: a clock, or (null) that there is none.</summary>
internal sealed record Written(string AccessKeyId, Record? Record)
{
    private const string Prefix = "keyreaper:key:";

    /// <summary>Null for a call that is about no tag of ours or not in the one form they have.</summary>
    public static Written? By(SandboxCall call)
    {
        switch (call.Action)
        {
            case "UntagUser" when call["TagKeys.member.1"] is { } key && key.StartsWith(Prefix, StringComparison.Ordinal) && call["TagKeys.member.2"] is null:
                return new(key[Prefix.Length..], null);

            case "TagUser" when call["Tags.member.1.Key"] is { } key && key.StartsWith(Prefix, StringComparison.Ordinal) && call["Tags.member.2.Key"] is null:
                return call["Tags.member.1.Value"]?.Split(' ') is [("inactive-since" or "reactivated") and var word, var time, ..]
                    && DateTimeOffset.TryParseExact(time, "yyyy-MM-dd'T'HH:mm:ss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
                        ? new(key[Prefix.Length..], new(word == "inactive-since", at))
                        : null;

            default:
                return null;
        }
    }
}
