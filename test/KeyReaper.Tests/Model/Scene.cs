using System.Collections.Concurrent;
using System.Globalization;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Model;

/// <summary>An account, its people, and KeyReaper deployed beside it. Plays a story and compares every pass with the model.</summary>
internal sealed class Scene : IDisposable
{
    private static readonly TimeSpan ReportLives = TimeSpan.FromHours(4);

    private readonly Deployment deployment;
    private readonly Tally tally;
    private readonly Dictionary<string, int> keysMade = [];
    private readonly Dictionary<string, SandboxAccessKey> keys = [];
    private readonly Dictionary<string, List<Look>> looks = [];
    private CredentialReport? report;
    private PassRecord? running;
    private bool nothingHappenedSinceCleanPass;

    /// <param name="way">How calls reach the sandbox; disposed with the scene.</param>
    public Scene(SandboxServer sandbox, IWay way, Tally tally)
    {
        (Sandbox, this.tally) = (sandbox, tally);
        deployment = new(sandbox, way);
        sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // so that nothing waits for the credential report
        sandbox.Account.CredentialReport.WithAdditionalCredentialsInfo = true; // the report has columns for two keys, and users have up to three
    }

    public SandboxServer Sandbox { get; }
    public DateTimeOffset Now => Sandbox.Clock.GetUtcNow();
    public Terms Terms { get; set; } = Terms.Live;
    public Ledger Ledger { get; } = new();

    /// <summary>What will go wrong in the next pass.</summary>
    public List<Fault> Armed { get; } = [];

    /// <summary>Users whom a policy of the organization forbids to tag.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>When people turned a key back on that was recorded as inactive. They expect it to stay on for a full unused period.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Promises { get; } = [];

    /// <summary>KeyReaper's deactivations, except those that somebody made it forget.</summary>
    public ConcurrentDictionary<string, Deactivation> Deactivations { get; } = [];

    public List<(DateTimeOffset Start, TimeSpan Pause)> Passes { get; } = [];

    public async Task PlayAsync(Story story)
    {
        for (var i = 0; i < story.Commands.Length; i++)
        {
            var command = story.Commands[i];
            try
            {
                if (command is Pass pass) await RunAsync(pass);
                else command.In(this);
                nothingHappenedSinceCleanPass &= command is Pass;
            }
            catch (BrokenInvariantException broken)
            {
                throw new BrokenInvariantException(string.Create(CultureInfo.InvariantCulture, $"\n{i + 1}. {command}: {broken.Message}"));
            }
        }
    }

    /// <summary>A user by the name that people know, whatever the name in IAM is now.</summary>
    public SandboxUser? UserOf(string name) => Sandbox.Account.Users.FirstOrDefault(user => user.Name == name || user.Name == Renames.Other(name));

    public SandboxAccessKey? KeyOf(string accessKeyId) => keys.GetValueOrDefault(accessKeyId);

    public IEnumerable<Look> LooksAt(string accessKeyId) => looks.GetValueOrDefault(accessKeyId) ?? [];

    public string? TagOf(string user, string accessKeyId) => UserOf(user)?.Tags.GetValueOrDefault(Written.Prefix + accessKeyId);

    /// <summary>A key whose id shows whose it is, such as AKIAALICE00000000002.</summary>
    public SandboxAccessKey NewKey(SandboxUser user, DateTimeOffset created)
    {
        var owner = user.Name.Split('-')[0];
        var number = keysMade[owner] = keysMade.GetValueOrDefault(owner) + 1;
        var id = $"AKIA{owner.ToUpperInvariant()}" + number.ToString($"D{16 - owner.Length}", CultureInfo.InvariantCulture);
        return keys[id] = user.CreateAccessKey(created, id);
    }

    /// <summary>A person replaced KeyReaper's record, or (null) removed it, so that KeyReaper no longer knows what it knew about the key.</summary>
    public void Meddle(SandboxAccessKey key, Record? record)
    {
        if (record is null) Ledger.Erase(key.Id);
        else Ledger.Write(key.Id, key.User.Name, record with { Forged = true });
        Promises.TryRemove(key.Id, out _);
        Deactivations.TryRemove(key.Id, out _);
        looks.Remove(key.Id);
    }

    /// <summary>Whether the key is exempt, by the settings or by a tag for the user or for this key.</summary>
    public bool Exempt(SandboxUser user, string accessKeyId) => Terms.Exempt(user.Name, user.Path) || Exempting.ByTag(user.Tags, accessKeyId, Now) is not null;

    /// <summary>Every key that exists, and every deleted key that still has a record.</summary>
    public IEnumerable<Facts> Everything()
    {
        var users = Sandbox.Account.Users;
        Facts[] found = [.. users.SelectMany(user => user.AccessKeys).Select(key => Facts.Of(key, this))];
        return found.Concat(
            from entry in Ledger.All
            where found.All(key => key.AccessKeyId != entry.AccessKeyId)
            select new Facts(entry.User, entry.AccessKeyId, null, default, null, Ledger[entry.AccessKeyId], Exempt(Sandbox.Account.User(entry.User), entry.AccessKeyId), HasRoom: true));
    }

    public Facts? FactsOf(string accessKeyId) => Everything().FirstOrDefault(key => key.AccessKeyId == accessKeyId);

    /// <summary>A person acts while a pass runs.</summary>
    public void Meanwhile(string user, Command deed)
    {
        var name = UserOf(user)?.Name;
        deed.In(this);
        if (name is null || running is null) return;

        running.Disturb(name);
        if (UserOf(user)?.Name is { } newName && newName != name) running.Renamed(newName);
    }

    public void TimeIsUp()
    {
        Sandbox.Clock.Advance(Deployment.Timeout);
        running?.TimeIsUp();
    }

    /// <summary>Somebody makes IAM create a credential report.</summary>
    public void Report()
    {
        Sandbox.Account.CredentialReport.Store();
        report = NewReport();
    }

    /// <summary>KeyReaper asks for a report, and IAM makes a new one only if the last is too old.</summary>
    public void ReportAskedFor()
    {
        report = CurrentReport();
    }

    public void Dispose() => deployment.Dispose();

    private async Task RunAsync(Pass pass)
    {
        if (pass.NewReport) Report();
        running = new PassRecord(this, live: !Terms.DryRun && !pass.Rehearsed, CurrentReport(), mustRest: nothingHappenedSinceCleanPass);
        Sandbox.Faults.Clear();
        Sandbox.Faults.Add(new() { Before = running.Attempted, After = running.Answered });
        foreach (var fault in Armed) Sandbox.Faults.Add(fault);

        var ended = await deployment.PassAsync(Terms, pass.Rehearsed, running.Told);

        Sandbox.Faults.Clear();
        Armed.Clear();
        tally.Passed(running);
        nothingHappenedSinceCleanPass = Aftermath.Check(running, ended) && !running.ReportIsOld; // what an old report lacks is left for the next pass
        Remember(running);
        running = null;
    }

    private void Remember(PassRecord pass)
    {
        Passes.Add((pass.Start, pass.Terms.Pause));
        foreach (var (id, look) in pass.Seen)
        {
            if (!looks.TryGetValue(id, out var all)) looks[id] = all = [];
            all.Add(look);
        }

        foreach (var id in pass.InVain) Ledger.Write(id, KeyOf(id)!.User.Name, Ledger[id]! with { InVain = true });
    }

    private CredentialReport CurrentReport() => report is { } made && Now - made.MadeAt < ReportLives ? made : NewReport();

    private CredentialReport NewReport() =>
        new(Now, [.. Sandbox.Account.Users.Select(user => new UserInReport(user.Name, user.Path, [.. user.AccessKeys.Select(key => Facts.Of(key, this))]))]);
}

internal sealed class BrokenInvariantException(string message) : Exception(message);
