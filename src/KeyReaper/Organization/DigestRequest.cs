using System.Text.Json;
using System.Text.Json.Serialization;

namespace KeyReaper.Organization;

/// <summary>Some accounts' results, to be told in few bytes.</summary>
/// <param name="Results">As the state machine wrote them, see <see cref="AccountResult"/>; what passes of another version answered, too.</param>
/// <param name="Room">Bytes.</param>
/// <param name="Entering">Accounts that rehearsed and are entered in a second round: that tells of them, and their digest does not.</param>
/// <param name="Stopped">The organization's brake stopped the run: what is left to be done is told by how much it is.</param>
/// <param name="Lists">Whether to answer with the accounts to be entered, and nothing else.</param>
public sealed record DigestRequest(IReadOnlyList<JsonElement> Results, int Room, Entering Entering = Entering.None, bool Stopped = false, bool Lists = false)
{
    internal IReadOnlyList<AccountResult> Read() => [.. Results.Select(AccountResult.Read).OfType<AccountResult>()];
}

/// <summary>Which of the accounts that rehearsed are entered in a second round.</summary>
[JsonConverter(typeof(EnteringConverter))]
public enum Entering
{
    /// <summary>None: the results are the last.</summary>
    None,

    /// <summary>All that have something to be done.</summary>
    All,

    /// <summary>Those that have something to be recorded, for that alone.</summary>
    Recording,
}

/// <summary>As a word in lower case.</summary>
public sealed class EnteringConverter() : JsonStringEnumConverter<Entering>(JsonNamingPolicy.KebabCaseLower);
