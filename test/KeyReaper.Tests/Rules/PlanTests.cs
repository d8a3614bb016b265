using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

public class PlanTests
{
    private static readonly AccessKey Stale = A.Key;
    private static readonly AccessKey Expired = A.Key.Inactive().InactiveSinceDaysAgo(31);

    [Fact]
    public void Steps_are_in_the_same_order_whatever_order_the_answers_came_in()
    {
        AccessKey[] keys = [Stale.Named("bob"), Stale.Named("Zoe"), Stale.Named("alice") with { Id = "AKIA2" }, Stale.Named("alice") with { Id = "AKIA1" }];

        var order = Plan.For(keys, A.Policy, A.Now).Steps.Select(step => $"{step.Key.User.Name} {step.Key.Id}");

        order.ShouldBe(["Zoe AKIAIOSFODNN7EXAMPLE", "alice AKIA1", "alice AKIA2", "bob AKIAIOSFODNN7EXAMPLE"]);
        Plan.For(keys.Reverse(), A.Policy, A.Now).Steps.ShouldBe(Plan.For(keys, A.Policy, A.Now).Steps);
    }

    [Fact]
    public void Two_keys_of_one_user_get_their_own_verdicts()
    {
        var plan = Plan.For([Stale with { Id = "AKIA1" }, A.Key.UsedDaysAgo(1) with { Id = "AKIA2" }], A.Policy, A.Now);

        plan.Acts.Select(step => step.Key.Id).ShouldBe(["AKIA1"]);
    }

    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(3, 1, true)]
    public void The_brake_trips_above_either_limit_and_not_at_it(int maxDeactivations, int maxDeletions, bool trips)
    {
        AccessKey[] keys = [.. Many(Stale, 3), .. Many(Expired, 2)];

        var brake = Plan.For(keys, A.Policy with { MaxDeactivations = maxDeactivations, MaxDeletions = maxDeletions }, A.Now).Brake;

        brake.Tripped.ShouldBe(trips);
        (brake.Deactivations, brake.Deletions).ShouldBe((3, 2));
    }

    [Fact]
    public void Starting_a_grace_period_does_not_count_for_the_brake() =>
        Plan.For(Many(A.Key.Inactive(), 500), A.Policy with { MaxDeactivations = 0, MaxDeletions = 0 }, A.Now).Brake.Tripped.ShouldBeFalse();

    private static IEnumerable<AccessKey> Many(AccessKey key, int count) =>
        Enumerable.Range(0, count).Select(i => key with { Id = $"AKIA{key.Status}{i}" });
}
