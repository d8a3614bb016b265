using KeyReaper.Aws;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Given;

/// <summary>Facts to test rules with, in which only what matters is spelled out. Time stands still at <see cref="Now"/>.</summary>
internal static class A
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    public static IamUser User { get; } = new("alice", "/", "arn:aws:iam::111122223333:user/alice");

    /// <summary>Active, created 400 days ago, never used, without a tag.</summary>
    public static AccessKey Key { get; } = new(User, "AKIAIOSFODNN7EXAMPLE", KeyStatus.Active, DaysAgo(400)) { LastUse = LastUse.Never };

    public static Policy Policy { get; } = new();

    public static DateTimeOffset DaysAgo(double days) => Now - TimeSpan.FromDays(days);

    public static AccessKey Inactive(this AccessKey key) => key with { Status = KeyStatus.Inactive };

    public static AccessKey CreatedDaysAgo(this AccessKey key, double days) => key with { CreateDate = DaysAgo(days) };

    public static AccessKey UsedDaysAgo(this AccessKey key, double days) => key with { LastUse = new LastUse.At(DaysAgo(days), "s3", "eu-west-1") };

    /// <param name="seen">How many days ago it was last seen inactive; yesterday if not given.</param>
    public static AccessKey InactiveSinceDaysAgo(this AccessKey key, double days, int timesReactivated = 0, double seen = 1) =>
        key.Remembered(new(ClockState.Inactive, DaysAgo(days), DaysAgo(Math.Min(days, seen)), null, timesReactivated));

    /// <summary>Deactivated by KeyReaper, after that many days without use.</summary>
    public static AccessKey DeactivatedDaysAgo(this AccessKey key, double days, int after = 30, double seen = 1) =>
        key.Inactive().Remembered(new(ClockState.Inactive, DaysAgo(days), DaysAgo(Math.Min(days, seen)), TimeSpan.FromDays(after), 0));

    public static AccessKey ReactivatedDaysAgo(this AccessKey key, double days, int times = 1) =>
        key.Remembered(new(ClockState.Active, DaysAgo(days), DaysAgo(days), null, times));

    /// <summary>The key of a user with so many tags that there is no room for one more.</summary>
    public static AccessKey WithoutRoom(this AccessKey key) =>
        key with { User = key.User with { Tags = Enumerable.Range(1, IamUser.MostTags).ToDictionary(number => $"tag{number}", _ => "", StringComparer.OrdinalIgnoreCase) } };

    public static AccessKey Tagged(this AccessKey key, string name, string value) => key with { User = key.User.Tagged(name, value) };

    public static IamUser Tagged(this IamUser user, string name, string value) =>
        user with { Tags = new Dictionary<string, string>(user.Tags, StringComparer.OrdinalIgnoreCase) { [name] = value } };

    public static AccessKey Named(this AccessKey key, string user, string path = "/") => key with { User = key.User with { Name = user, Path = path } };

    private static AccessKey Remembered(this AccessKey key, Clock clock) => key with { ClockTag = new(KeyClock.Format(clock), clock) };
}
