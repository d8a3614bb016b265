using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>
/// Name and value of the tag in which KeyReaper remembers one key: <c>keyreaper:key:AKIA… = inactive-since 2026-11-22T06:00:00Z</c>.
/// A trailing number says how often the key has been turned back on, where the words alone do not: they mean 0 after
/// <c>inactive-since</c> and 1 after <c>reactivated</c>.
/// </summary>
internal static partial class KeyClock
{
    public const string TagPrefix = "keyreaper:key:";
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string TagKey(string accessKeyId) => TagPrefix + accessKeyId;

    public static ClockTag? Find(IReadOnlyDictionary<string, string> tags, string accessKeyId) =>
        tags.TryGetValue(TagKey(accessKeyId), out var value) ? new(value, Parse(value)) : null;

    /// <summary>Ids that have a tag of ours. One whose value is not in our form is somebody else's.</summary>
    public static IEnumerable<string> AccessKeyIds(IReadOnlyDictionary<string, string> tags) =>
        from tag in tags
        where tag.Key.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) && Parse(tag.Value) is not null
        select tag.Key[TagPrefix.Length..];

    public static string Format(Clock clock)
    {
        var word = clock.State is ClockState.InactiveSince ? "inactive-since" : "reactivated";
        var at = RoundedUp(clock.At).UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);
        return clock.TimesReactivated == Implied(clock.State) ? $"{word} {at}" : $"{word} {at} {clock.TimesReactivated.ToString(CultureInfo.InvariantCulture)}";
    }

    public static Clock? Parse(string value)
    {
        if (Form().Match(value) is not { Success: true } match) return null;
        if (!DateTimeOffset.TryParseExact(match.Groups["at"].Value, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;

        var state = match.Groups["word"].Value == "reactivated" ? ClockState.Reactivated : ClockState.InactiveSince;
        var times = match.Groups["times"] is { Success: true, Value: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : Implied(state);
        return new(state, at, times);
    }

    private static int Implied(ClockState state) => state is ClockState.Reactivated ? 1 : 0;

    // Up, not down: a grace period may start a second late but never early.
    private static DateTimeOffset RoundedUp(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerSecond is var rest and > 0 ? time.AddTicks(TimeSpan.TicksPerSecond - rest) : time;

    [GeneratedRegex(@"\A(?<word>inactive-since|reactivated) (?<at>[0-9TZ:-]{20})(?: (?<times>[1-9][0-9]{0,5}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
