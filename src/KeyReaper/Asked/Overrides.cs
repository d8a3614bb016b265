using System.Text.RegularExpressions;
using KeyReaper.Words;

namespace KeyReaper.Asked;

/// <summary>
/// What an account of the organization, or an OU above it, sets for itself by its tags: names, in any case, and values. They can only make a pass safer
/// than what is above them does, so whoever may tag an account cannot turn KeyReaper against it.
/// </summary>
internal static partial class Overrides
{
    // Tags in AWS Organizations cannot contain commas.
    private const string BetweenItems = ", ";

    /// <exception cref="OverridesException">Lists every problem at once.</exception>
    /// <param name="hub">The hub's settings, with all overrides from higher up applied.</param>
    public static Settings With(this Settings hub, IReadOnlyDictionary<string, string> overrides)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var read = new SettingsReader(Known, BetweenItems);
        var policy = hub.Policy;
        var settings = hub with
        {
            DryRun = read.Is("dryRun", true) || hub.DryRun,
            Policy = policy with
            {
                UnusedPeriod = read.Days("unusedDays", policy.UnusedPeriod.Days, from: policy.UnusedPeriod.Days),
                GracePeriod = read.Days("graceDays", policy.GracePeriod.Days, from: policy.GracePeriod.Days),
                LongestPause = TimeSpan.FromDays(read.Number("longestPauseDays", policy.LongestPause.Days, 1, policy.LongestPause.Days)),
                DeleteKeys = !read.Is("deleteKeys", false) && policy.DeleteKeys,
                MaxDeactivations = read.Number("maxDeactivations", policy.MaxDeactivations, 0, policy.MaxDeactivations),
                MaxDeletions = read.Number("maxDeletions", policy.MaxDeletions, 0, policy.MaxDeletions),
                ExemptUsers = [.. policy.ExemptUsers, .. read.UserNames("exemptUsers")],
                ExemptPaths = [.. policy.ExemptPaths, .. read.UserPaths("exemptPaths")],
            },
        };

        // The state machine obeys the mode itself, and passes on modes that it does not know. Here the mode also binds whoever calls the function directly.
        var mode = read.Optional("mode", ModeForm(), "off and dry-run")?.ToLowerInvariant();
        if (mode is "dry-run") settings = settings with { DryRun = true };

        // A misspelt name or a missing value was most likely meant to protect something.
        string[] problems =
        [
            .. read.Problems,
            .. mode is "off" ? ["mode is off: the account is to be left alone."] : Array.Empty<string>(),
            .. overrides.Where(one => known.Contains(one.Key) && one.Value.Length == 0).Select(one => $"{one.Key} is empty."),
            .. overrides.Keys.Where(name => !known.Contains(name)).Select(name => $"{Wording.Plain(name)} is unknown. Valid: {string.Join(", ", known)}."),
        ];
        return problems.Length == 0 ? settings : throw new OverridesException(problems);

        string? Known(string name)
        {
            known.Add(name);
            return overrides.FirstOrDefault(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        }
    }

    [GeneratedRegex(@"\A(off|dry-run)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ModeForm();
}

internal sealed class OverridesException(IReadOnlyList<string> problems) : Exception(
    $"KeyReaper did nothing: {problems.Count} of the account's overrides cannot be used. The tags of an account can only make a pass safer than those of its organizational units do, and theirs only safer than the hub's settings do.\n- {string.Join("\n- ", problems)}")
{
    public IReadOnlyList<string> Problems => problems;
}
