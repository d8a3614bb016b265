using System.Globalization;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Given;

/// <summary>What a tag of KeyReaper's says about a key.</summary>
/// <param name="Seen">When it was last seen inactive.</param>
/// <param name="Days">The unused period after which KeyReaper deactivated it.</param>
internal sealed partial record Said(string State, DateTimeOffset Since, DateTimeOffset? Seen, int? Days, int Times)
{
    public bool Inactive => State is not "active";

    /// <summary>Whether the record is neither older than the key nor from the future; a pass lasts up to 15 minutes.</summary>
    public bool CanBe(DateTimeOffset? created, DateTimeOffset now) => Since >= created && (Seen ?? Since) <= now + TimeSpan.FromMinutes(16);

    /// <summary>Null for a call that writes no tag, or one that is not in KeyReaper's format.</summary>
    public static Said? By(Deed deed) => deed.TagValue is { } value ? In(value) : null;

    public static Said? In(string value)
    {
        if (Form().Match(value) is not { Success: true, Groups: var parts }) return null;

        var (state, days, seen) = (parts["state"].Value, Number(parts["days"]), parts["seen"].Success ? Moment(parts["seen"]) : (DateTimeOffset?)null);
        return seen is null == state is "active" && days is null == state is not "deactivated" ? new(state, Moment(parts["since"]), seen, days, Number(parts["times"]) ?? 0) : null;
    }

    private static int? Number(Group part) => part.Success ? int.Parse(part.Value, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset Moment(Group part) => DateTimeOffset.ParseExact(part.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex(@"\A(?<state>active|inactive|deactivated) (?<since>\S{20})( after (?<days>[1-9]\d*))?( seen (?<seen>\S{20}))?( (?<times>[1-9]\d*))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
