using System.Collections.Concurrent;
using System.Globalization;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Given;

/// <summary>
/// What KeyReaper did in a sandbox's account, call by call, with what was true of the user at that moment. KeyReaper is recognized by the access key
/// with which its calls are signed; people act on the sandbox directly, which shows only as facts that change between calls.
/// </summary>
internal sealed class History
{
    /// <summary>The access key of the function's role.</summary>
    public const string Role = "ASIAKEYREAPERROLE000";

    private readonly Lock gate = new();
    private readonly List<Deed> deeds = [];
    private readonly List<Pass> passes = [];
    private readonly ConcurrentDictionary<string, Pass> running = new();
    private readonly ConcurrentDictionary<string, SandboxAccessKey> keys = new();
    private readonly SandboxServer sandbox;

    /// <summary>Begins to record. Clearing the sandbox's faults ends the recording.</summary>
    public History(SandboxServer sandbox)
    {
        this.sandbox = sandbox;
        sandbox.Faults.Add(new() { When = call => running.ContainsKey(call.CallerAccessKeyId ?? ""), After = Record });
    }

    /// <summary>Which rewritten answers still mean the same as before.</summary>
    public Func<SandboxCall, bool> StillTrue { get; set; } = _ => false;

    public IReadOnlyList<Deed> Deeds
    {
        get { lock (gate) { return [.. deeds]; } }
    }

    public IReadOnlyList<Pass> Passes
    {
        get { lock (gate) { return [.. passes]; } }
    }

    /// <summary>From now on the caller's calls belong to this pass.</summary>
    public Pass Begin(Rulebook rules, string caller = Role)
    {
        lock (gate)
        {
            var pass = new Pass(passes.Count + 1, rules, Messages().Length);
            passes.Add(pass);
            return running[caller] = pass;
        }
    }

    /// <summary>Ends the pass.</summary>
    /// <param name="failed">Whether it ended as an error.</param>
    public void End(Pass pass, string log, bool failed)
    {
        lock (gate) pass.EndedBefore = deeds.Count;
        (pass.Failed, pass.Log) = (failed, log);
        pass.Sent = [.. Messages().Skip(pass.SentBefore)];
    }

    /// <summary>The pass was killed, and this is all of its log.</summary>
    public static void Kill(Pass pass, string log) => (pass.Failed, pass.Log) = (true, log);

    /// <summary>What really happened to a key, even a deleted one, if any call was about it or its user.</summary>
    public IReadOnlyList<SandboxKeyEvent> EventsOf(string keyId) => keys.TryGetValue(keyId, out var key) ? key.History : [];

    /// <summary>Adds to the history that KeyReaper found the key inactive before the story begins, and saw it inactive every day since. That has to be true.</summary>
    public void Watched(SandboxAccessKey key, DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at <= until; at += TimeSpan.FromDays(1)) Add(at, "ListAccessKeys", []);

        var value = string.Create(CultureInfo.InvariantCulture, $"inactive {from:yyyy-MM-dd'T'HH:mm:ss'Z'} seen {until:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        key.User.Tag(Deed.TagPrefix + key.Id, value);
        Add(until, "TagUser", new() { ["Tags.member.1.Key"] = Deed.TagPrefix + key.Id, ["Tags.member.1.Value"] = value });

        void Add(DateTimeOffset at, string action, Dictionary<string, string> parameters)
        {
            var call = new SandboxCall("iam", action, parameters, Role, 200, null);
            lock (gate) deeds.Add(new(deeds.Count, Pass.Before, at, call, Answered: true, FactsOf(key.User)));
        }
    }

    private SandboxMessage[] Messages() => [.. sandbox.Topics.SelectMany(topic => topic.Messages)];

    private void Record(SandboxCall call)
    {
        var name = call.UserName ?? sandbox.Account.Users.FirstOrDefault(user => user.AccessKeys.Any(key => key.Id == call.AccessKeyId))?.Name;
        var user = sandbox.Account.Users.FirstOrDefault(one => one.Name == name);
        var answered = call is { HttpStatus: 200, ErrorCode: null } || (call.ErrorCode is nameof(FaultKind.Rewritten) && StillTrue(call));
        lock (gate) deeds.Add(new(deeds.Count, running[call.CallerAccessKeyId!], sandbox.Clock.GetUtcNow(), call, answered, user is null ? null : FactsOf(user)));
    }

    private UserFacts FactsOf(SandboxUser user)
    {
        foreach (var key in user.AccessKeys) keys[key.Id] = key;
        return UserFacts.Of(user);
    }
}

/// <summary>What the owner of the account allows a pass.</summary>
internal sealed record Rulebook
{
    public TimeSpan UnusedPeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Between two looks at a key, as set by the owner.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromDays(8);

    /// <summary>The pause that counts: at most half the grace period, at least two days.</summary>
    public TimeSpan CountedPause => new[] { TimeSpan.FromDays(2), new[] { LongestPause, GracePeriod / 2 }.Min() }.Max();

    public bool DeleteKeys { get; init; } = true;
    public int MaxDeactivations { get; init; } = 100;
    public int MaxDeletions { get; init; } = 100;
    public bool DryRun { get; init; }
    public IReadOnlyList<string> ExemptUsers { get; init; } = [];
    public IReadOnlyList<string> ExemptPaths { get; init; } = [];
}

internal sealed class Pass(int number, Rulebook rules, int sentBefore)
{
    /// <summary>Stands for everything before the history.</summary>
    public static readonly Pass Before = new(0, new(), 0);

    public int Number => number;
    public Rulebook Rules => rules;
    public int SentBefore => sentBefore;

    /// <summary>The order of the first deed after its end; null if it was killed.</summary>
    public int? EndedBefore { get; set; }

    public bool Ended => EndedBefore is not null;
    public bool Failed { get; set; }
    public string Log { get; set; } = "";
    public IReadOnlyList<SandboxMessage> Sent { get; set; } = [];
}
