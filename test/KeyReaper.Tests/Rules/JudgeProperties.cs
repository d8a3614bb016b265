using FsCheck;
using FsCheck.Fluent;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

/// <summary>What must never be decided, for any key, policy and time. A failure prints its seed and the smallest key that shows it.</summary>
public class JudgeProperties
{
    [Fact]
    public void An_active_key_is_never_deleted() =>
        ForAll((key, policy) => key.Status is not KeyStatus.Active || Decide(key, policy) is not Act.Delete);

    [Fact]
    public void Nothing_is_done_to_a_key_of_an_exempt_user() =>
        ForAll((key, policy) => policy.ExemptionOf(key.User, A.Now) is null || Decide(key, policy) is Act.Keep);

    [Fact]
    public void Nothing_is_done_to_a_key_that_is_itself_exempt() =>
        ForAll((key, policy) => Decide(key.Tagged($"keyreaper:exempt:{key.Id}", "handover"), policy) is Act.Keep);

    [Fact]
    public void The_exemption_of_another_key_changes_nothing() =>
        ForAll((key, policy) => Judge.Decide(key.Tagged("keyreaper:exempt:AKIAOTHER00000000000", "true"), policy, A.Now) == Judge.Decide(key, policy, A.Now));

    [Fact]
    public void Nothing_is_done_to_a_key_that_could_not_be_read() =>
        ForAll((key, policy) => Decide(key with { Unreadable = new("denied") }, policy) is Act.Keep);

    [Fact]
    public void Nothing_is_done_to_a_key_of_unknown_status() =>
        ForAll((key, policy) => Decide(key with { Status = KeyStatus.Other }, policy) is Act.Keep);

    [Fact]
    public void A_key_is_deleted_only_after_a_full_recorded_grace_period_without_use() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Delete || (
            key.ClockTag?.Clock is { State: ClockState.Inactive } clock
            && A.Now - clock.Since >= policy.GracePeriod
            && clock.Since >= key.CreateDate
            && key.LastUse != LastUse.NotLookedUp
            && !key.WasUsedAfter(clock.Since)
            && policy.DeleteKeys));

    [Fact]
    public void A_key_is_deleted_only_if_it_has_been_watched_without_a_longer_pause() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Delete || (
            A.Now - key.ClockTag!.Clock!.Seen <= TimeSpan.FromDays(Math.Max(2, Math.Min(policy.LongestPause.TotalDays, policy.GracePeriod.TotalDays / 2)))));

    [Fact]
    public void A_key_that_was_in_use_when_it_was_deactivated_is_never_deleted() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Delete || key.ClockTag!.Clock!.UnusedPeriod is not { } unused || !key.WasUsedAfter(key.ClockTag.Clock.Since - unused));

    [Fact]
    public void Nothing_is_deactivated_or_recorded_without_room_for_its_tag() =>
        ForAll((key, policy) => key.ClockTag is not null || Decide(key.WithoutRoom(), policy) is Act.Keep or Act.RemoveTag);

    [Fact]
    public void A_key_made_or_used_within_the_unused_period_is_never_deactivated() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Deactivate || (
            A.Now - key.CreateDate >= policy.UnusedPeriod
            && !key.WasUsedAfter(A.Now - policy.UnusedPeriod)));

    [Fact]
    public void No_key_on_record_as_inactive_is_deactivated() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Deactivate || key.WatchAt(A.Now) is null);

    [Fact]
    public void Only_an_active_key_is_deactivated() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Deactivate || key.Status is KeyStatus.Active);

    [Fact]
    public void What_is_to_be_deleted_today_is_not_spared_by_waiting_as_long_as_it_is_watched() =>
        ForAll((key, policy) => Decide(key, policy) is not Act.Delete
            || Judge.Decide(key, policy, A.Now.AddDays(1)).Act == (A.Now.AddDays(1) - key.ClockTag!.Clock!.Seen <= policy.CountedPause ? Act.Delete : Act.StartGrace));

    private static Act Decide(AccessKey key, Policy policy) => Judge.Decide(key, policy, A.Now).Act;

    private static void ForAll(Func<AccessKey, Policy, bool> holds) =>
        Prop.ForAll(Arb.From(Keys), Arb.From(Policies), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    // Mostly near the limits: whole and half days, up to a little over two periods.
    private static Gen<DateTimeOffset> Times => Gen.Choose(-4, 160).Select(halfDays => A.Now.AddDays(-halfDays / 2.0));

    private static Gen<ClockTag?> ClockTags =>
        Gen.OneOf(
            Gen.Constant<ClockTag?>(null),
            Gen.Constant<ClockTag?>(new("gibberish", null)),
            from since in Times
            from times in Gen.Choose(0, 3)
            select (ClockTag?)new ClockTag("", new(ClockState.Active, since, since, null, times)),
            from since in Times
            from seen in Gen.Choose(0, 80).Select(quarters => A.Now.AddDays(-quarters / 4.0))
            from unused in Gen.Elements<int?>(null, 1, 7, 30)
            from times in Gen.Choose(0, 3)
            select (ClockTag?)new ClockTag("", new(ClockState.Inactive, since, seen > since ? seen : since, unused is { } days ? TimeSpan.FromDays(days) : null, times)));

    private static Gen<AccessKey> Keys =>
        from status in Gen.Elements(KeyStatus.Active, KeyStatus.Inactive, KeyStatus.Inactive, KeyStatus.Other, KeyStatus.Deleted)
        from created in Times
        from use in Gen.OneOf(Gen.Elements(LastUse.Never, LastUse.NotLookedUp), Times.Select(LastUse (at) => new LastUse.At(at, "s3", "eu-west-1")))
        from tag in ClockTags
        from exempt in Gen.Elements(null, null, null, "true", "false", "2026-11-21", "2026-11-22", "2026-11-21 SEC-123", "2026-11-22 SEC-123", "31-01-2026", "2026-02-30")
        let user = exempt is null ? A.User : A.User.Tagged("keyreaper:exempt", exempt)
        select new AccessKey(user, A.Key.Id, status, created) { LastUse = use, ClockTag = tag };

    private static Gen<Policy> Policies =>
        from unused in Gen.Choose(1, 40)
        from grace in Gen.Choose(1, 40)
        from warn in Gen.Choose(0, 45)
        from delete in Gen.Elements(true, true, false)
        from pause in Gen.Choose(1, 31)
        from names in Gen.Elements<string[]>([], [], [], ["al*"])
        select new Policy
        {
            UnusedPeriod = TimeSpan.FromDays(unused),
            GracePeriod = TimeSpan.FromDays(grace),
            WarningPeriod = TimeSpan.FromDays(warn),
            LongestPause = TimeSpan.FromDays(pause),
            DeleteKeys = delete,
            ExemptUsers = names,
        };
}
