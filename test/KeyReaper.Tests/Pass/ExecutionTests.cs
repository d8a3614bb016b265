using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

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
    public async Task When_the_first_three_users_may_not_be_tagged_the_rest_is_withheld() =>
        (await Users(5, Denied)).Select(outcome => (outcome.Result, outcome.Detail)).ShouldBe(
        [
            .. Enumerable.Repeat((Result.Failed, (string?)"denied"), 3),
            .. Enumerable.Repeat((Result.Withheld, (string?)"KeyReaper may not write its tags, and without them it would forget what it does"), 2),
        ]);

    [Fact]
    public async Task A_user_who_may_not_be_tagged_affects_nobody_else_even_if_it_is_the_first() =>
        (await Users(5, step => step.Key.User.Name is "user1" or "user2" ? Denied(step) : Done(step))).Select(outcome => outcome.Result)
            .ShouldBe([Result.Failed, Result.Failed, Result.Done, Result.Done, Result.Done]);

    [Fact]
    public async Task Three_keys_of_one_user_are_one_user() =>
        (await Execution.RunAsync(Plan, step => Task.FromResult(Denied(step)), default)).Select(outcome => outcome.Result).ShouldBe(Enumerable.Repeat(Result.Failed, 4));

    [Fact]
    public async Task Any_tag_written_before_shows_that_tags_can_be_written()
    {
        foreach (var first in new[] { A.Key, A.Key.Inactive(), A.Key.InactiveSinceDaysAgo(5) })
        {
            var plan = Plan.For([first.Named("user0"), .. Keys(4)], A.Policy, A.Now);

            var outcomes = await Execution.RunAsync(plan, step => Task.FromResult(step.Key.User.Name == "user0" ? Done(step) : Denied(step)), default);

            outcomes.Select(outcome => outcome.Result).ShouldBe([Result.Done, .. Enumerable.Repeat(Result.Failed, 4)], $"first: {plan.Steps[0].Verdict.Act}");
        }
    }

    [Fact]
    public async Task Two_tags_that_could_be_written_show_as_much_as_one() =>
        (await Users(6, step => step.Key.User.Name is "user1" or "user2" ? Done(step) : Denied(step))).Select(outcome => outcome.Result)
            .ShouldBe([Result.Done, Result.Done, Result.Failed, Result.Failed, Result.Failed, Result.Failed]);

    [Fact]
    public async Task What_a_hub_leaves_for_a_later_run_is_withheld_and_waits()
    {
        var outcomes = await Execution.RunAsync(new Most(Deactivations: 3, Deletions: 0).Of(Plan, A.Now), step => Task.FromResult(Done(step)), default);

        outcomes.Count(outcome => outcome.Result is Result.Done).ShouldBe(3);
        var waiting = outcomes.Single(outcome => outcome.Waits);
        (waiting.Result, waiting.Detail).ShouldBe((Result.Withheld, "it waits for a later run: this one does no more here than was rehearsed and the organization's brake allows"));
    }

    [Fact]
    public async Task A_deletion_shows_nothing_about_tags()
    {
        var plan = Plan.For([A.Key.Inactive().InactiveSinceDaysAgo(31).Named("user0"), .. Keys(4)], A.Policy, A.Now);

        (await Execution.RunAsync(plan, step => Task.FromResult(step.Verdict.Act is Act.Delete ? Done(step) : Denied(step)), default)).Select(outcome => outcome.Result)
            .ShouldBe([Result.Done, Result.Failed, Result.Failed, Result.Failed, Result.Withheld]);
    }

    [Fact]
    public async Task Records_come_first_and_watches_last_and_the_outcomes_in_the_order_of_the_plan()
    {
        var plan = Plan.For(
            [
                A.Key.Named("a"), A.Key.InactiveSinceDaysAgo(5).Named("b"), A.Key.Inactive().InactiveSinceDaysAgo(31).Named("c"), A.Key.Inactive().Named("d"),
                A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 3).Named("e"), (A.Key with { Status = KeyStatus.Deleted }).Named("f"),
            ],
            A.Policy, A.Now);
        var performed = new List<(string, Act)>();

        var outcomes = await Execution.RunAsync(plan, step => { performed.Add((step.Key.User.Name, step.Verdict.Act)); return Task.FromResult(Done(step)); }, default);

        performed.ShouldBe([("b", Act.RecordReactivation), ("d", Act.StartGrace), ("a", Act.Deactivate), ("c", Act.Delete), ("f", Act.RemoveTag), ("e", Act.KeepWatch)]);
        outcomes.Select(outcome => outcome.Step.Key.User.Name).ShouldBe(["a", "b", "c", "d", "f", "e"]);
    }

    [Theory]
    [InlineData(nameof(Result.Done), false)]
    [InlineData(nameof(Result.DoneUnrecorded), false)]
    [InlineData(nameof(Result.GoneAlready), false)]
    [InlineData(nameof(Result.ChangedMeanwhile), false)]
    [InlineData(nameof(Result.Failed), true)]
    public async Task A_key_whose_deletion_did_not_happen_goes_on_being_watched(string deletion, bool watched)
    {
        var plan = Plan.For([A.Key.Inactive().InactiveSinceDaysAgo(31, seen: 3)], A.Policy, A.Now);

        var outcomes = await Execution.RunAsync(plan, step => Task.FromResult(step.Verdict.Act is Act.Delete ? new Outcome(step, Enum.Parse<Result>(deletion)) : Done(step)), default);

        outcomes.Select(outcome => outcome.Act).ShouldBe(watched ? [Act.Delete, Act.KeepWatch] : [Act.Delete]);
    }

    [Fact]
    public async Task A_key_that_the_second_look_shows_turned_on_is_recorded_at_once_only_once_and_no_longer_watched()
    {
        var seen = new Step(A.Key.InactiveSinceDaysAgo(20), Verdict.RecordReactivation());
        var plan = Plan.For([A.Key.Named("a"), A.Key.Named("b"), A.Key.InactiveSinceDaysAgo(5).Named("c") with { Id = "AKIAC" }, A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 3).Named("d") with { Id = "AKIAD" }], A.Policy, A.Now);
        Step[] turnedOn = [seen with { Key = seen.Key with { Id = "AKIAC" } }, seen with { Key = seen.Key with { Id = "AKIAD" } }];

        var outcomes = await Execution.RunAsync(plan, step => Task.FromResult(Done(step) with { TurnedOn = step.Verdict.Act is Act.Deactivate ? turnedOn : [] }), default);

        outcomes.Select(outcome => (outcome.Act, outcome.Step.Key.Id)).ShouldBe(
            [(Act.Deactivate, A.Key.Id), (Act.Deactivate, A.Key.Id), (Act.RecordReactivation, "AKIAC"), (Act.RecordReactivation, "AKIAD")]);
        plan.With(outcomes).Steps.Select(step => step.Verdict.Act).ShouldBe([Act.Deactivate, Act.Deactivate, Act.RecordReactivation, Act.RecordReactivation]);
    }

    [Fact]
    public async Task Too_many_deactivations_stop_deactivations_and_deletions_and_no_record() =>
        (await Acts(A.Policy with { MaxDeactivations = 0 })).ShouldBe([(Act.Deactivate, Result.Withheld), (Act.RecordReactivation, Result.Done), (Act.Delete, Result.Withheld), (Act.StartGrace, Result.Done), (Act.RemoveTag, Result.Done), (Act.KeepWatch, Result.Done)]);

    [Fact]
    public async Task Too_many_deletions_stop_deletions_alone() =>
        (await Acts(A.Policy with { MaxDeletions = 0 })).ShouldBe([(Act.Deactivate, Result.Done), (Act.RecordReactivation, Result.Done), (Act.Delete, Result.Withheld), (Act.StartGrace, Result.Done), (Act.RemoveTag, Result.Done), (Act.KeepWatch, Result.Done)]);

    [Fact]
    public async Task What_the_brake_stopped_says_so() =>
        (await Execution.RunAsync(Plan.For(Keys(2), A.Policy with { MaxDeactivations = 1 }, A.Now), _ => throw new InvalidOperationException("must not be called"), default))
            .ShouldAllBe(outcome => outcome.Result == Result.Withheld && outcome.Detail == "the brake stopped it");

    [Fact]
    public async Task An_act_given_up_at_the_end_of_the_time_says_that_it_may_have_taken_effect() =>
        (await Execution.RunAsync(Plan, _ => throw new OperationCanceledException(), default))
            .ShouldAllBe(outcome => outcome.Result == Result.Failed && outcome.Detail!.Contains("it may have taken effect", StringComparison.Ordinal));

    [Fact]
    public async Task A_failure_says_why() =>
        (await Execution.RunAsync(Plan, _ => throw new InvalidOperationException("boom"), default)).ShouldAllBe(outcome => outcome.Detail == "boom");

    private static async Task<IEnumerable<(Act, Result)>> Acts(Policy policy)
    {
        var plan = Plan.For(
            [
                A.Key.Named("a"), A.Key.InactiveSinceDaysAgo(5).Named("b"), A.Key.Inactive().InactiveSinceDaysAgo(31, seen: 3).Named("c"), A.Key.Inactive().Named("d"),
                (A.Key with { Status = KeyStatus.Deleted }).Named("e"),
            ],
            policy, A.Now);
        return (await Execution.RunAsync(plan, step => Task.FromResult(Done(step)), default)).Select(outcome => (outcome.Act, outcome.Result));
    }

    private static async Task<IReadOnlyList<Outcome>> Users(int count, Func<Step, Outcome> perform) =>
        await Execution.RunAsync(Plan.For(Keys(count), A.Policy, A.Now), step => Task.FromResult(perform(step)), default);

    private static IEnumerable<AccessKey> Keys(int count) => Enumerable.Range(1, count).Select(number => A.Key.Named($"user{number}"));

    private static Outcome Done(Step step) => new(step, Result.Done);

    private static Outcome Denied(Step step) => new(step, Result.Failed, "denied", "iam:TagUser");
}
