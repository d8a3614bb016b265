using System.Collections.Immutable;
using System.Globalization;

namespace KeyReaper.Tests.Model;

/// <summary>The settings, as the operator means them.</summary>
internal sealed record Terms(ImmutableDictionary<string, string> Variables)
{
    public static Terms Live { get; } = new(ImmutableDictionary<string, string>.Empty.Add("DRY_RUN", "false"));

    public bool DryRun => this["DRY_RUN"] != "false";
    public TimeSpan Unused => TimeSpan.FromDays(Number("UNUSED_DAYS", 30));
    public TimeSpan Grace => TimeSpan.FromDays(Number("GRACE_DAYS", 30));
    public TimeSpan Warning => TimeSpan.FromDays(Number("WARN_DAYS", 7));

    /// <summary>The longest pause between two looks that counts: at most half the grace period, and at least two days.</summary>
    public TimeSpan Pause => TimeSpan.FromDays(Math.Max(2, Math.Min(Number("LONGEST_PAUSE_DAYS", 8), Grace.TotalDays / 2)));

    public bool DeleteKeys => this["DELETE_KEYS"] != "false";
    public int MaxDeactivations => Number("MAX_DEACTIVATIONS", 100);
    public int MaxDeletions => Number("MAX_DELETIONS", 100);

    public string? this[string variable] => Variables.GetValueOrDefault(variable);

    public Terms With(string variable, string value) => new(Variables.SetItem(variable, value));

    /// <summary>Whether the settings exempt a user. Names are complete or end in * (the model tries no others); paths are prefixes.</summary>
    public bool Exempt(string user, string path) =>
        Items("EXEMPT_USERS").Any(item => item.EndsWith('*') ? user.StartsWith(item[..^1], StringComparison.OrdinalIgnoreCase) : user.Equals(item, StringComparison.OrdinalIgnoreCase))
        || Items("EXEMPT_PATHS").Any(item => path.StartsWith(item, StringComparison.Ordinal));

    private string[] Items(string variable) => (this[variable] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private int Number(string variable, int ifMissing) => this[variable] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : ifMissing;
}
