using System.IO.Enumeration;

namespace KeyReaper.Rules;

internal sealed record Policy
{
    public TimeSpan UnusedPeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromDays(30);
    public TimeSpan WarningPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Without a sign-in, after which a console password is told; zero tells nothing that is not about access keys.</summary>
    public TimeSpan PasswordPeriod { get; init; } = TimeSpan.FromDays(45);

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

    /// <summary>How long a tag may exempt; null knows no limit. One that exempts for longer is obeyed all the same, and told.</summary>
    public TimeSpan? LongestExemption { get; init; }

    public const string ExemptTag = "keyreaper:exempt";

    /// <summary>Of all keys that the user has.</summary>
    public Exemption? ExemptionOf(IamUser user, DateTimeOffset now) => ExemptionByName(user) ?? ExemptionByTag(user, ExemptTag, now);

    /// <summary>Of one key: by its user, or by a tag that names it alone.</summary>
    public Exemption? ExemptionOf(AccessKey key, DateTimeOffset now) => ExemptionOf(key.User, now) ?? ExemptionByTag(key.User, ExemptTagOf(key.Id), now);

    public static string ExemptTagOf(string accessKeyId) => $"{ExemptTag}:{accessKeyId}";

    /// <summary>Within the warning period, and so announced.</summary>
    public bool EndsSoon(Exemption exemption, DateTimeOffset now) => WarningPeriod > TimeSpan.Zero && exemption.EndsAt - now <= WarningPeriod;

    /// <summary>By a tag, and for longer than the rule allows: counted from today, for nobody knows since when it is there.</summary>
    public bool IsTooLong(IamUser user, Exemption exemption, DateTimeOffset now) =>
        ExemptionByName(user) is null && LongestExemption is { } longest && (exemption.Until is not { } day || day > DateOnly.FromDateTime((now + longest).UtcDateTime));

    /// <summary>Needs no tags, so it can be known before any are read.</summary>
    public Exemption? ExemptionByName(IamUser user)
    {
        if (ExemptUsers.FirstOrDefault(pattern => MatchesName(pattern, user)) is { } name) return new($"name matches {name}");
        return ExemptPaths.FirstOrDefault(prefix => MatchesPath(prefix, user)) is { } path ? new($"path begins with {path}") : null;
    }

    /// <summary>Entries of the settings that protect none of these users, each as variable and value.</summary>
    /// <param name="users">All that the account has.</param>
    public IReadOnlyList<(string Variable, string Entry)> Unmatched(IReadOnlyCollection<IamUser> users) =>
    [
        .. ExemptUsers.Where(pattern => !users.Any(user => MatchesName(pattern, user))).Select(pattern => ("EXEMPT_USERS", pattern)),
        .. ExemptPaths.Where(prefix => !users.Any(user => MatchesPath(prefix, user))).Select(prefix => ("EXEMPT_PATHS", prefix)),
    ];

    // Ignoring case in both exempts more rather than less; IAM's user names differ by more than case anyway.
    private static bool MatchesName(string pattern, IamUser user) => FileSystemName.MatchesSimpleExpression(pattern, user.Name);

    private static bool MatchesPath(string prefix, IamUser user) => user.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static Exemption? ExemptionByTag(IamUser user, string tag, DateTimeOffset now) =>
        user.Tags.TryGetValue(tag, out var value) ? ExemptValue.Read(tag, value, DateOnly.FromDateTime(now.UtcDateTime)) : null;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
