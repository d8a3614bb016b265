using System.Diagnostics.CodeAnalysis;

namespace KeyReaper.Sandbox.Trouble;

/// <summary>
/// How lists are cut into pages. All three are within what IAM may do: a page may be short or empty while IsTruncated is true.
/// </summary>
public enum PageShape
{
    /// <summary>Every page but the last is full.</summary>
    Full,

    /// <summary>Pages of changing length, from one item up to the full size; the same list is always cut the same way.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "A short page, not a 16-bit integer.")]
    Short,

    /// <summary>Before each page that holds items comes an empty one with IsTruncated.</summary>
    WithEmptyPages,
}
