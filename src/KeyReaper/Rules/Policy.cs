using System.Globalization;
using System.IO.Enumeration;

namespace KeyReaper.Rules;

internal sealed record Policy
{
    public TimeSpan UnusedPeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan WarningPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Between two looks, as it is set.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromDays(8);

    /// <summary>What of it counts as watching: at most half the grace period, so that two looks are not all there is, and at least two days, so that a daily pass may be missed.</summary>
    public TimeSpan CountedPause => Max(TimeSpan.FromDays(2), Min(LongestPause, GracePeriod / 2));

    public bool DeleteKeys { get; init; } = true;
    public int MaxDeactivations { get; init; } = 100;
    public int MaxDeletions { get; init; } = 100;

    /// <summary>User names; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> ExemptUsers { get; init; } = [];

    /// <summary>Beginnings of user paths.</summary>
    public IReadOnlyList<string> ExemptPaths { get; init; } = [];

    public const string ExemptTag = "keyreaper:exempt";

    public Exemption? ExemptionOf(IamUser user, DateTimeOffset now) => ExemptionByName(user) ?? ExemptionByTag(user, now);

    /// <summary>Needs no tags, so it can be known before any are read.</summary>
    public Exemption? ExemptionByName(IamUser user)
    {
        // Ignoring case in both exempts more rather than less; IAM's user names differ by more than case anyway.
        if (ExemptUsers.FirstOrDefault(pattern => FileSystemName.MatchesSimpleExpression(pattern, user.Name)) is { } name)
            return new($"name matches {name}");

        return ExemptPaths.FirstOrDefault(prefix => user.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } path
            ? new($"path begins with {path}")
            : null;
    }

    private static Exemption? ExemptionByTag(IamUser user, DateTimeOffset now)
    {
        if (!user.Tags.TryGetValue(ExemptTag, out var value) || value == "false") return null;

        return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var lastDay)
            ? DateOnly.FromDateTime(now.UtcDateTime) <= lastDay ? new($"tag {ExemptTag}", lastDay) : null
            : new($"tag {ExemptTag}={value}");
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
