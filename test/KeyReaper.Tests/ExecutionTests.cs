using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests;

public class ExecutionTests
{
    private static readonly Plan Plan = Plan.For([.. Enumerable.Range(1, 4).Select(i => A.Key with { Id = $"AKIA{i}" })], A.Policy, A.Now);

    private static async Task<IEnumerable<Result>> Results(Func<Step, Task<Outcome>> perform, CancellationToken timeRunningOut = default) =>
        (await Execution.RunAsync(Plan, perform, timeRunningOut)).Select(outcome => outcome.Result);

    [Fact]
    public async Task Each_act_has_one_outcome_in_the_order_of_the_plan()
    {
        var outcomes = await Execution.RunAsync(Plan, step => Task.FromResult(new Outcome(step, Result.Done)), default);

        outcomes.Select(outcome => (outcome.Step.Key.Id, outcome.Result)).ShouldBe([("AKIA1", Result.Done), ("AKIA2", Result.Done), ("AKIA3", Result.Done), ("AKIA4", Result.Done)]);
    }

    [Fact]
    public async Task One_keys_failure_is_its_own_outcome_and_the_others_go_on() =>
        (await Results(step => step.Key.Id == "AKIA2" ? throw new InvalidOperationException("boom") : Task.FromResult(new Outcome(step, Result.Done))))
            .ShouldBe([Result.Done, Result.Failed, Result.Done, Result.Done]);

    [Fact]
    public async Task The_end_of_the_time_budget_stops_new_steps_but_not_the_one_in_flight()
    {
        using var budget = new CancellationTokenSource();

        var results = await Results(
            async step =>
            {
                if (step.Key.Id == "AKIA2") await budget.CancelAsync();
                return new Outcome(step, Result.Done);
            },
            budget.Token);

        results.ShouldBe([Result.Done, Result.Done, Result.NotAttempted, Result.NotAttempted]);
    }

    [Fact]
    public async Task Without_time_nothing_is_attempted() =>
        (await Results(_ => throw new InvalidOperationException("must not be called"), new CancellationToken(canceled: true))).ShouldAllBe(result => result == Result.NotAttempted);

    [Fact]
    public async Task When_the_first_tag_is_denied_the_rest_is_withheld() =>
        (await Results(step => Task.FromResult(new Outcome(step, Result.DoneUnrecorded, "denied", "iam:TagUser"))))
            .ShouldBe([Result.DoneUnrecorded, Result.Withheld, Result.Withheld, Result.Withheld]);

    [Fact]
    public async Task What_is_withheld_for_want_of_tags_says_so() =>
        (await Execution.RunAsync(Plan, step => Task.FromResult(new Outcome(step, Result.DoneUnrecorded, "denied", "iam:TagUser")), default))
            .Select(outcome => outcome.Detail).Distinct().ShouldBe(["denied", "KeyReaper may not write its tags, and without them it would forget what it does"]);

    [Fact]
    public async Task An_act_given_up_at_the_end_of_the_time_says_that_it_may_have_taken_effect() =>
        (await Execution.RunAsync(Plan, _ => throw new OperationCanceledException(), default))
            .ShouldAllBe(outcome => outcome.Result == Result.Failed && outcome.Detail!.Contains("it may have taken effect", StringComparison.Ordinal));

    [Fact]
    public async Task A_failure_says_why() =>
        (await Execution.RunAsync(Plan, _ => throw new InvalidOperationException("boom"), default)).ShouldAllBe(outcome => outcome.Detail == "boom");

    [Fact]
    public async Task A_later_denied_tag_concerns_that_user_alone() =>
        (await Results(step => Task.FromResult(step.Key.Id == "AKIA2" ? new Outcome(step, Result.DoneUnrecorded, "denied", "iam:TagUser") : new Outcome(step, Result.Done))))
            .ShouldBe([Result.Done, Result.DoneUnrecorded, Result.Done, Result.Done]);

    [Fact]
    public async Task Any_tag_written_before_shows_that_tags_can_be_written()
    {
        foreach (var first in new[] { A.Key, A.Key.Inactive(), A.Key.InactiveSinceDaysAgo(5) })
        {
            var plan = Plan.For([first with { Id = "AKIA1" }, .. Plan.Steps.Skip(1).Select(step => step.Key)], A.Policy, A.Now);

            var outcomes = await Execution.RunAsync(plan, step => Task.FromResult(step.Key.Id == "AKIA2" ? new Outcome(step, Result.DoneUnrecorded, "denied", "iam:TagUser") : new Outcome(step, Result.Done)), default);

            outcomes.Select(outcome => outcome.Result).ShouldBe([Result.Done, Result.DoneUnrecorded, Result.Done, Result.Done], $"first: {plan.Steps[0].Verdict.Act}");
        }
    }
}
