using System.Collections.Concurrent;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Given;

/// <summary>
/// What KeyReaper did in a sandbox's account, call by call, with what was true of the user at that moment. KeyReaper is known by the access key
/// its calls are signed with; people act through the sandbox itself, and show as facts that differ from call to call.
/// </summary>
internal sealed class History
{
    /// <summary>The access key of the function's role.</summary>
    public const string Role = "ASIAKEYREAPERROLE000";

    private readonly Lock gate = new();
    private readonly List<Deed> deeds = [];
    private readonly List<Pass> passes = [];
    private readonly ConcurrentDictionary<string, Pass> running = new();
    private readonly SandboxServer sandbox;

    /// <summary>Records from now on. A fault that clears the sandbox's faults ends the recording.</summary>
    public History(SandboxServer sandbox)
    {
        this.sandbox = sandbox;
        sandbox.Faults.Add(new() { When = call => running.ContainsKey(call.CallerAccessKeyId ?? ""), After = Record });
    }

    /// <summary>Answers that were rewritten and mean what they meant before.</summary>
    public Func<SandboxCall, bool> StillTrue { get; set; } = _ => false;

    public IReadOnlyList<Deed> Deeds
    {
        get { lock (gate) { return [.. deeds]; } }
    }

    public IReadOnlyList<Pass> Passes
    {
        get { lock (gate) { return [.. passes]; } }
    }

    /// <summary>From here on the caller's calls are those of this pass.</summary>
    public Pass Begin(Rulebook rules, string caller = Role)
    {
        lock (gate)
        {
            var pass = new Pass(passes.Count + 1, rules, Messages().Length);
            passes.Add(pass);
            return running[caller] = pass;
        }
    }

    /// <summary>What the pass left behind. Without this it counts as killed.</summary>
    /// <param name="failed">It ended as an error.</param>
    public void End(Pass pass, string log, bool failed)
    {
        (pass.Ended, pass.Failed, pass.Log) = (true, failed, log);
        pass.Sent = [.. Messages().Skip(pass.SentBefore)];
    }

    /// <summary>KeyReaper wrote this tag before the story begins.</summary>
    public void Recorded(SandboxAccessKey key, string value, DateTimeOffset at)
    {
        key.User.Tag(Deed.TagPrefix + key.Id, value);
        var parameters = new Dictionary<string, string> { ["UserName"] = key.User.Name, ["Tags.member.1.Key"] = Deed.TagPrefix + key.Id, ["Tags.member.1.Value"] = value };
        lock (gate) deeds.Add(new(deeds.Count, Pass.Before, at, new("iam", "TagUser", parameters, Role, 200, null), Answered: true, null));
    }

    private SandboxMessage[] Messages() => [.. sandbox.Topics.SelectMany(topic => topic.Messages)];

    private void Record(SandboxCall call)
    {
        var name = call.UserName ?? sandbox.Account.Users.FirstOrDefault(user => user.AccessKeys.Any(key => key.Id == call.AccessKeyId))?.Name;
        var user = sandbox.Account.Users.FirstOrDefault(one => one.Name == name);
        var answered = call is { HttpStatus: 200, ErrorCode: null } || (call.ErrorCode is nameof(FaultKind.Rewritten) && StillTrue(call));
        lock (gate) deeds.Add(new(deeds.Count, running[call.CallerAccessKeyId!], sandbox.Clock.GetUtcNow(), call, answered, user is null ? null : UserFacts.Of(user)));
    }
}

/// <summary>What the owner of the account allows a pass.</summary>
internal sealed record Rulebook
{
    public TimeSpan UnusedPeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromDays(30);
    public int MaxDeactivations { get; init; } = 100;
    public int MaxDeletions { get; init; } = 100;
    public bool DryRun { get; init; }
    public IReadOnlyList<string> ExemptUsers { get; init; } = [];
    public IReadOnlyList<string> ExemptPaths { get; init; } = [];
}

internal sealed class Pass(int number, Rulebook rules, int sentBefore)
{
    /// <summary>All that happened before the history.</summary>
    public static readonly Pass Before = new(0, new(), 0);

    public int Number => number;
    public Rulebook Rules => rules;
    public int SentBefore => sentBefore;
    public bool Ended { get; set; }
    public bool Failed { get; set; }
    public string Log { get; set; } = "";
    public IReadOnlyList<SandboxMessage> Sent { get; set; } = [];
}

/// <param name="Answered">The answer came, whole and true.</param>
/// <param name="User">The user the call was about, as it was right after the call; null if there was none.</param>
internal sealed record Deed(int Order, Pass Pass, DateTimeOffset At, SandboxCall Call, bool Answered, UserFacts? User)
{
    public const string TagPrefix = "keyreaper:key:";

    public string Action => Call.Action;
    public string? UserName => Call.UserName ?? User?.Name;

    /// <summary>The key it is about, be it by the name of a tag.</summary>
    public string? KeyId => Call.AccessKeyId ?? (TagKey is { } tag && tag.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? tag[TagPrefix.Length..] : null);

    public string? TagKey => Call["Tags.member.1.Key"] ?? Call["TagKeys.member.1"];
    public string? TagValue => Call["Tags.member.1.Value"];

    /// <summary>IAM is not what it was before.</summary>
    public bool IsChange => Call.Service == "iam" && !IsRead
        && (Call.HttpStatus == 200 || Call.ErrorCode is nameof(FaultKind.ResetAfterEffect) or nameof(FaultKind.NoAnswerAfterEffect) or nameof(FaultKind.StalledAnswer));

    public bool IsRead => Action.StartsWith("List", StringComparison.Ordinal) || Action.StartsWith("Get", StringComparison.Ordinal) || Action is "GenerateCredentialReport";

    public override string ToString() => $"#{Order} pass {Pass.Number} {At:yyyy-MM-dd HH:mm} {Call} {TagKey} {TagValue}".TrimEnd();
}

/// <summary>The truth about a user, whatever an answer said.</summary>
internal sealed record UserFacts(string Name, string Path, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<KeyFacts> Keys)
{
    public static UserFacts Of(SandboxUser user) =>
        new(user.Name, user.Path, user.Tags, [.. user.AccessKeys.Select(key => new KeyFacts(key.Id, key.Status, key.Created, key.LastUsed?.At))]);

    public KeyFacts? Key(string? id) => Keys.FirstOrDefault(key => key.Id == id);
}

internal sealed record KeyFacts(string Id, string Status, DateTimeOffset Created, DateTimeOffset? LastUsed)
{
    /// <summary>The later of creation and last use.</summary>
    public DateTimeOffset LastSign => LastUsed is { } used && used > Created ? used : Created;
}
