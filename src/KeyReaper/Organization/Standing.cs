using System.Text.Json;
using System.Text.Json.Serialization;

namespace KeyReaper.Organization;

/// <summary>What came of an account in a run over its organization. What matters most comes first.</summary>
[JsonConverter(typeof(StandingConverter))]
public enum Standing
{
    /// <summary>Its role could not be assumed: nothing is known of its access keys.</summary>
    Unreachable,

    /// <summary>Its pass ended without an answer.</summary>
    Failed,

    /// <summary>Its pass did less than it should have.</summary>
    Attention,

    /// <summary>The organization's brake stopped what was to be deactivated and deleted there.</summary>
    Stopped,

    /// <summary>Something was done; in a dry run, something would have been done.</summary>
    Changed,

    /// <summary>A key is due within the warning period.</summary>
    Due,

    /// <summary>A tag switches it off, or it was closed meanwhile.</summary>
    Off,

    /// <summary>Nothing was done, nothing is due, nothing failed.</summary>
    Quiet,
}

/// <summary>Writes it as a word in lower case.</summary>
public sealed class StandingConverter() : JsonStringEnumConverter<Standing>(JsonNamingPolicy.KebabCaseLower);
