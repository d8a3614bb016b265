using System.Text.Json;
using System.Text.Json.Serialization;

namespace KeyReaper.Organization;

/// <summary>A batch of accounts' results, to be condensed.</summary>
/// <param name="Results">As the state machine wrote them, see <see cref="AccountResult"/>. Some may come from another version of KeyReaper.</param>
/// <param name="Room">How large the digest may be, in bytes.</param>
/// <param name="Entering">Which accounts are entered again in a second round. That round reports on them, so the digest leaves them out.</param>
/// <param name="Stopped">Whether the organization's brake stopped the run. If so, each line says how much was stopped.</param>
/// <param name="Lists">Whether to answer only with the accounts to be entered.</param>
public sealed record DigestRequest(IReadOnlyList<JsonElement> Results, int Room, Entering Entering = Entering.None, bool Stopped = false, bool Lists = false)
{
    internal IReadOnlyList<AccountResult> Read() => [.. Results.Select(AccountResult.Read).OfType<AccountResult>()];
}

/// <summary>Which of the accounts that rehearsed a second round enters.</summary>
[JsonConverter(typeof(EnteringConverter))]
public enum Entering
{
    /// <summary>None. The results are final.</summary>
    None,

    /// <summary>All in which something is to be done.</summary>
    All,

    /// <summary>Those in which something is to be recorded, and only to record it.</summary>
    Recording,
}

/// <summary>Writes it as a word in lower case.</summary>
public sealed class EnteringConverter() : JsonStringEnumConverter<Entering>(JsonNamingPolicy.KebabCaseLower);
