using KeyReaper.Aws;
using KeyReaper.Rules;
using KeyReaper.Sandbox.Accounts;

namespace KeyReaper.Cli.Demo;

internal sealed record KeyChange(string User, string AccessKeyId, string Was, string Is);

/// <summary>Status and tag of every key, to find out what a pass changed.</summary>
internal sealed class KeyStates
{
    private readonly SortedDictionary<(string User, string Id), string> states = [];

    public static KeyStates Of(SandboxAccount account)
    {
        var snapshot = new KeyStates();
        foreach (var key in account.Users.SelectMany(user => user.AccessKeys))
        {
            snapshot.states[(key.User.Name, key.Id)] = Describe(key.Status, KeyClock.Find(key.User.Tags, key.Id)?.Clock);
        }

        return snapshot;
    }

    private static string Describe(string status, Clock? clock) => clock switch
    {
        null => status,
        { State: ClockState.Active } => $"{status}, turned back on by {clock.Since:yyyy-MM-dd}",
        _ when status == "Inactive" => $"Inactive since {clock.Since:yyyy-MM-dd}",
        _ => $"{status}, seen inactive since {clock.Since:yyyy-MM-dd}",
    };

    public IReadOnlyList<KeyChange> ChangesSince(KeyStates before) => [.. Since(before).Where(key => key.Is != key.Was)];

    /// <summary>What happened to every key that existed before, changed or not.</summary>
    public IEnumerable<KeyChange> Since(KeyStates before) =>
        from state in before.states
        select new KeyChange(state.Key.User, state.Key.Id, state.Value, states.GetValueOrDefault(state.Key, "deleted"));
}
