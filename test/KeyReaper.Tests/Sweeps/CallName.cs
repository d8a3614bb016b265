using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// Names a call of a pass by what it is about and by how many like it came before. The order in which users are read differs from pass to pass, but
/// these names do not.
/// </summary>
internal sealed record CallName(string Action, string? UserName, string? AccessKeyId, string? Marker, int Occurrence)
{
    public static IReadOnlyList<CallName> Of(IEnumerable<SandboxCall> calls) =>
    [
        .. calls.GroupBy(call => new CallName(call.Action, call.UserName, call.AccessKeyId, call["Marker"], 0))
            .SelectMany(like => like.Select((_, occurrence) => like.Key with { Occurrence = occurrence }))
            .OrderBy(name => $"{name}", StringComparer.Ordinal),
    ];

    /// <summary>The calls that one undisturbed pass over a swept account makes, and the state in which it leaves it.</summary>
    public static async Task<(IReadOnlyList<CallName> Calls, string State)> UndisturbedAsync(string inventory)
    {
        await using var account = SweptAccount.InMemory(inventory);
        (await account.PassAsync()).ShouldBeNull();
        account.History.ShouldHold($"undisturbed, {inventory}");
        return (Of(account.Sandbox.Calls), account.State);
    }

    public bool IsRead => Action.StartsWith("List", StringComparison.Ordinal) || Action.StartsWith("Get", StringComparison.Ordinal) || Action is "GenerateCredentialReport";

    public bool Fits(SandboxCall call) => call.Action == Action && call.UserName == UserName && call.AccessKeyId == AccessKeyId && call["Marker"] == Marker;

    public override string ToString() => $"{Action} {UserName}{AccessKeyId?[^4..]}{(Marker is null ? "" : $" after {Marker[^4..]}")} #{Occurrence}";
}
