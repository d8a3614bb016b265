using System.IO.Enumeration;

namespace KeyReaper.Rules;

internal sealed record Policy
{
    public TimeSpan UnusedPeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan WarningPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a console password may go without a sign-in before it is reported. Zero: nothing but access keys is reported.</summary>
    public TimeSpan PasswordPeriod { get; init; } = TimeSpan.FromDays(45);

    /// <summary>Between two looks at a key, as set by the user.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromDays(8);

    /// <summary>The pause that counts: at most half the grace period, so that two looks alone never make one, and at least two days, so that a daily pass may be missed.</summary>
    public TimeSpan CountedPause => Max(TimeSpan.FromDays(2), Min(LongestPause, GracePeriod / 2));

    public bool DeleteKeys { get; init; } = true;
    public int MaxDeactivations { get; init; } = 100;
    public int MaxDeletions { get; init; } = 100;

    /// <summary>Patterns of user names, in which <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> ExemptUsers { get; init; } = [];

    /// <summary>Beginnings of user paths.</summary>
    public IReadOnlyList<string> ExemptPaths { get; init; } = [];

    /// <summary>How long a tag may exempt; null means without limit. One that exempts for longer is obeyed all the same, and reported.</summary>
    public TimeSpan? LongestExemption { get; init; }

    public const string ExemptTag = "keyreaper:exempt";

    /// <summary>The exemption of all keys of the user; null if there is none.</summary>
    public Exemption? ExemptionOf(IamUser user, DateTimeOffset now) => ExemptionByName(user) ?? ExemptionByTag(user, ExemptTag, now);

    /// <summary>The exemption of one key: by its user's, or by a tag that names this key alone.</summary>
    public Exemption? ExemptionOf(AccessKey key, DateTimeOffset now) => ExemptionOf(key.User, now) ?? ExemptionByTag(key.User, ExemptTagOf(key.Id), now);

    public static string ExemptTagOf(string accessKeyId) => $"{ExemptTag}:{accessKeyId}";

    /// <summary>Within the warning period, so reports announce it.</summary>
    public bool EndsSoon(Exemption exemption, DateTimeOffset now) => WarningPeriod > TimeSpan.Zero && exemption.EndsAt - now <= WarningPeriod;

    /// <summary>Whether a tag exempts for longer than is allowed. Counted from today, since nobody knows how long the tag has been there.</summary>
    public bool IsTooLong(IamUser user, Exemption exemption, DateTimeOffset now) =>
        ExemptionByName(user) is null && LongestExemption is { } longest && (exemption.Until is not { } day || day > DateOnly.FromDateTime((now + longest).UtcDateTime));

    /// <summary>Needs no tags, so it can be known before any are read.</summary>
    public Exemption? ExemptionByName(IamUser user)
    {
        if (ExemptUsers.FirstOrDefault(pattern => MatchesName(pattern, user)) is { } name) return new($"name matches {name}");
        return ExemptPaths.FirstOrDefault(prefix => MatchesPath(prefix, user)) is { } path ? new($"path begins with {path}") : null;
    }

    /// <summary>Exemptions in the settings that match none of these users, as variable and value.</summary>
    /// <param name="users">All users of the account.</param>
    public IReadOnlyList<(string Variable, string Entry)> Unmatched(IReadOnlyCollection<IamUser> users) =>
    [
        .. ExemptUsers.Where(pattern => !users.Any(user => MatchesName(pattern, user))).Select(pattern => ("EXEMPT_USERS", pattern)),
        .. ExemptPaths.Where(prefix => !users.Any(user => MatchesPath(prefix, user))).Select(prefix => ("EXEMPT_PATHS", prefix)),
    ];

    // Ignoring case in both exempts more rather than less; two user names in IAM never differ in case alone.
    private static bool MatchesName(string pattern, IamUser user) => FileSystemName.MatchesSimpleExpression(pattern, user.Name);

    private static bool MatchesPath(string prefix, IamUser user) => user.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static Exemption? ExemptionByTag(IamUser user, string tag, DateTimeOffset now) =>
        user.Tags.TryGetValue(tag, out var value) ? ExemptValue.Read(tag, value, DateOnly.FromDateTime(now.UtcDateTime)) : null;

    // Stryker disable once Equality: of two equal times either will do.
    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // Stryker disable once Equality: of two equal times either will do.
    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
