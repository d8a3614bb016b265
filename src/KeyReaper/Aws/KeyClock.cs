using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>
/// Name and value of the tag in which KeyReaper remembers one key: <c>keyreaper:key:AKIA… = deactivated 2026-11-22T06:00:00Z after 30 seen 2026-11-25T06:00:00Z</c>,
/// <c>inactive … seen …</c> or <c>active …</c>. A trailing number says how often the key has been turned back on; without it that is once for
/// <c>active</c>, otherwise never. Values of older versions are read as well: <c>inactive-since …</c>, <c>reactivated …</c>.
/// </summary>
internal static partial class KeyClock
{
    public const string TagPrefix = "keyreaper:key:";
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int MostTimes = 999_999; // as many digits as the form accepts

    public static string TagKey(string accessKeyId) => TagPrefix + accessKeyId;

    public static ClockTag? Find(IReadOnlyDictionary<string, string> tags, string accessKeyId) =>
        tags.TryGetValue(TagKey(accessKeyId), out var value) ? new(value, Parse(value)) : null;

    /// <summary>The ids of keys that have a tag of ours. A tag whose value is not in our format is somebody else's.</summary>
    public static IEnumerable<string> AccessKeyIds(IReadOnlyDictionary<string, string> tags) =>
        from tag in tags
        where tag.Key.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) && Parse(tag.Value) is not null
        select tag.Key[TagPrefix.Length..];

    public static string Format(Clock clock)
    {
        // Since is rounded up and Seen down: a grace period may start a second late but never early, and nothing counts as seen before it was.
        var since = RoundedDown(clock.Since.AddTicks(TimeSpan.TicksPerSecond - 1));
        var seen = RoundedDown(clock.Seen) is var look && look > since ? look : since;
        var words = clock switch
        {
            { State: ClockState.Active } => $"active {Text(since)}",
            { UnusedPeriod: { } unused } => string.Create(CultureInfo.InvariantCulture, $"deactivated {Text(since)} after {unused.Days} seen {Text(seen)}"),
            _ => $"inactive {Text(since)} seen {Text(seen)}",
        };
        var times = Math.Clamp(clock.TimesReactivated, Implied(clock.State), MostTimes);
        return times == Implied(clock.State) ? words : string.Create(CultureInfo.InvariantCulture, $"{words} {times}");
    }

    public static Clock? Parse(string value)
    {
        if (Form().Match(value) is not { Success: true, Groups: var parts }) return null;

        var state = parts["active"].Success ? ClockState.Active : ClockState.Inactive;
        if (Moment(parts["since"].Value) is not { } since) return null;
        if ((parts["seen"].Success ? Moment(parts["seen"].Value) : since) is not { } seen || seen < since) return null;

        return new(
            state, since, seen,
            parts["days"].Success ? TimeSpan.FromDays(int.Parse(parts["days"].Value, CultureInfo.InvariantCulture)) : null,
            parts["times"].Success ? int.Parse(parts["times"].Value, CultureInfo.InvariantCulture) : Implied(state));
    }

    private static int Implied(ClockState state) => state is ClockState.Active ? 1 : 0;

    private static DateTimeOffset RoundedDown(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    [GeneratedRegex(
        @"\A(?:(?:deactivated (?<since>[0-9TZ:-]{20}) after (?<days>[1-9][0-9]{0,4})|inactive (?<since>[0-9TZ:-]{20})) seen (?<seen>[0-9TZ:-]{20})|(?<active>active|reactivated) (?<since>[0-9TZ:-]{20})|inactive-since (?<since>[0-9TZ:-]{20}))(?: (?<times>[1-9][0-9]{0,5}))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
