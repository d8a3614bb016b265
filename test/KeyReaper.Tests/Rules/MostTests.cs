using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

/// <summary>What a hub leaves for a later run.</summary>
public class MostTests
{
    private static readonly Plan Plan = Plan.For(
        [
            A.Key.UsedDaysAgo(31).Named("a"), A.Key.UsedDaysAgo(60).Named("b"), A.Key.UsedDaysAgo(40).Named("c"),
            A.Key.Inactive().InactiveSinceDaysAgo(31).Named("d"), A.Key.Inactive().InactiveSinceDaysAgo(60).Named("e"), A.Key.Inactive().InactiveSinceDaysAgo(40).Named("f"),
        ],
        A.Policy, A.Now);

    [Fact]
    public void What_was_due_first_is_done_and_the_rest_waits()
    {
        Waiting(new(Deactivations: 1, Deletions: 2)).ShouldBe(["a", "c", "d"]);
        Waiting(new(Deactivations: 2, Deletions: 1)).ShouldBe(["a", "d", "f"]);
        Waiting(new(Deactivations: 3, Deletions: 3)).ShouldBeEmpty();
    }

    [Fact]
    public void The_brake_counts_what_does_not_wait_and_no_more_than_there_is()
    {
        Counted(new(Deactivations: 1, Deletions: 2)).ShouldBe((1, 2));
        Counted(new(Deactivations: 7, Deletions: 8)).ShouldBe((3, 3));
    }

    private static IEnumerable<string> Waiting(Most most) => most.Of(Plan, A.Now).Waiting.Select(step => step.Key.User.Name).Order();

    private static (int Deactivations, int Deletions) Counted(Most most) => most.Of(Plan, A.Now).Brake is var brake ? (brake.Deactivations, brake.Deletions) : default;
}
