using System.Globalization;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

/// <summary>An account, its people, and KeyReaper deployed beside it. Plays a story and holds every pass against the model.</summary>
internal sealed class Scene : IDisposable
{
    private readonly Deployment deployment;
    private readonly Tally tally;
    private readonly Dictionary<string, int> keysMade = [];
    private PassRecord? running;
    private bool nothingHappenedSinceCleanPass;

    /// <param name="way">How calls get to the sandbox; disposed with the scene.</param>
    public Scene(SandboxServer sandbox, HttpMessageHandler way, Tally tally)
    {
        (Sandbox, this.tally) = (sandbox, tally);
        deployment = new(sandbox, way);
        sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // waiting for the credential report
        sandbox.Account.CredentialReport.WithAdditionalCredentialsInfo = true; // it has columns for two keys, and users have up to three
    }

    public SandboxServer Sandbox { get; }
    public DateTimeOffset Now => Sandbox.Clock.GetUtcNow();
    public Terms Terms { get; set; } = Terms.Live;
    public Ledger Ledger { get; } = new();

    /// <summary>What will go wrong in the next pass.</summary>
    public List<Fault> Armed { get; } = [];

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

    public SandboxUser? UserOf(string name) => Sandbox.Account.Users.FirstOrDefault(user => user.Name == name);

    /// <summary>A key with an id that tells whose it is, such as AKIAALICE00000000002.</summary>
    public SandboxAccessKey NewKey(SandboxUser user, DateTimeOffset created)
    {
        var number = keysMade[user.Name] = keysMade.GetValueOrDefault(user.Name) + 1;
        return user.CreateAccessKey(created, $"AKIA{user.Name.ToUpperInvariant()}" + number.ToString($"D{16 - user.Name.Length}", CultureInfo.InvariantCulture));
    }

    /// <summary>Exempt by the settings or by the tag: any value but false exempts, a date through that day.</summary>
    public bool Exempt(SandboxUser user) =>
        Terms.Exempt(user.Name, user.Path)
        || (user.Tags.TryGetValue("keyreaper:exempt", out var value) && value != "false"
            && !(DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) && day < DateOnly.FromDateTime(Now.UtcDateTime)));

    /// <summary>Every key there is, and every key that is gone but still on record.</summary>
    public IEnumerable<Facts> Everything()
    {
        var users = Sandbox.Account.Users;
        Facts[] keys = [.. users.SelectMany(user => user.AccessKeys).Select(key => Facts.Of(key, this))];
        return keys.Concat(
            from entry in Ledger.All
            where keys.All(key => key.AccessKeyId != entry.AccessKeyId)
            select new Facts(entry.User, entry.AccessKeyId, null, default, null, Ledger[entry.AccessKeyId], Exempt(Sandbox.Account.User(entry.User))));
    }

    public Facts? FactsOf(string accessKeyId) => Everything().FirstOrDefault(key => key.AccessKeyId == accessKeyId);

    /// <summary>A person acts while a pass runs.</summary>
    public void Meanwhile(string user, Command deed)
    {
        deed.In(this);
        running?.Disturb(user);
    }

    public void TimeIsUp()
    {
        Sandbox.Clock.Advance(Deployment.Timeout);
        running?.TimeIsUp();
    }

    public void Dispose() => deployment.Dispose();

    private async Task RunAsync(Pass pass)
    {
        if (pass.NewReport) Sandbox.Account.CredentialReport.Store();
        running = new PassRecord(this, live: !Terms.DryRun && !pass.Rehearsed, reportIsNew: pass.NewReport, mustRest: nothingHappenedSinceCleanPass);
        Sandbox.Faults.Clear();
        Sandbox.Faults.Add(new() { Before = running.Attempted, After = running.Answered });
        foreach (var fault in Armed) Sandbox.Faults.Add(fault);

        var ended = await deployment.PassAsync(Terms, pass.Rehearsed, running.Told);

        Sandbox.Faults.Clear();
        Armed.Clear();
        tally.Passed(running);
        nothingHappenedSinceCleanPass = Aftermath.Check(running, ended);
        running = null;
    }
}

internal sealed class BrokenInvariantException(string message) : Exception(message);
