using System.Text.Json;
using KeyReaper.Pass;

namespace KeyReaper.Organization;

/// <summary>The result of one account, as the state machine writes it.</summary>
/// <param name="AccountId">12 digits.</param>
/// <param name="Outcome"><c>done</c>, <c>off</c>, <c>unreachable</c> or <c>failed</c>.</param>
/// <param name="Name">The account's name in AWS Organizations, if it could be read.</param>
/// <param name="Summary">What the pass answered, if <c>done</c>.</param>
/// <param name="Why">Why it is not <c>done</c>.</param>
/// <param name="Unsent">Why its event is not on the event bus, if it should be.</param>
public sealed record AccountResult(string AccountId, string Outcome, string? Name = null, Summary? Summary = null, string? Why = null, string? Unsent = null)
{
    /// <summary>The pass's answer, if there is one and it is about this account.</summary>
    internal Summary? Answer => Outcome == "done" && Summary?.Account == AccountId ? Summary : null;

    /// <summary>Whether the run's second round enters this account. If so, that round reports on it.</summary>
    internal bool IsEntered(Entering entering) => Answer is { Rehearsed: true, ToDo: { } left } && entering switch
    {
        Entering.All => true,
        Entering.Recording => left.Records > 0,
        Entering.None or _ => false,
    };

    /// <summary>The account and how many deactivations and deletions are allowed there, as the state machine passes it on: <c>444400000001 2 0</c>.</summary>
    internal string ToEnter(Entering entering) => $"{AccountId} {(entering is Entering.All ? Summary!.Most : "0 0")}";

    /// <summary>Reads each result by itself, so that one which cannot be understood does not cost other accounts their lines.</summary>
    /// <returns>A result that failed, and why, if the pass's answer cannot be understood. Null if it does not say which account it is about; that account then counts as one without a result.</returns>
    internal static AccountResult? Read(JsonElement told)
    {
        if (told.ValueKind is not JsonValueKind.Object || Text(told, "accountId") is not { } id) return null;

        var result = new AccountResult(id, Text(told, "outcome") ?? "", Text(told, "name"), Why: Text(told, "why"), Unsent: Text(told, "unsent"));
        if (result.Outcome != "done" || !told.TryGetProperty("summary", out var answer)) return result;
        try
        {
            return result with { Summary = answer.Deserialize(OrganizationJson.Reading.Summary) };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter if text is not Unicode
        {
            return result with { Outcome = "failed", Why = $"The answer could not be understood, as can happen while the stack is updated. {error.Message}" };
        }
    }

    /// <returns>Null if it is not text.</returns>
    private static string? Text(JsonElement told, string name)
    {
        if (!told.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException) // a pair of surrogates that was cut in two
        {
            return value.GetRawText().Trim('"');
        }
    }
}
