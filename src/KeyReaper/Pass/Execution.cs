using KeyReaper.Rules;

namespace KeyReaper.Pass;

/// <summary>
/// Carries out a plan, one step after the other. When the time budget ends, no new step begins, but one that has begun is finished. Records come first:
/// they protect keys, disturb nobody, and no brake stops them.
/// </summary>
internal sealed class Execution
{
    private const int MostUsersDenied = 3;

    private readonly Func<Step, Task<Outcome>> perform;
    private readonly Plan plan;
    private readonly CancellationToken timeRunningOut;
    private readonly HashSet<string> deniedUsers = [];
    private bool tagged;

    private Execution(Func<Step, Task<Outcome>> perform, Plan plan, CancellationToken timeRunningOut) =>
        (this.perform, this.plan, this.timeRunningOut) = (perform, plan, timeRunningOut);

    /// <returns>An outcome for each act in the plan's order, then those of keys seen turned on meanwhile, then those of the watches.</returns>
    public static async Task<IReadOnlyList<Outcome>> RunAsync(Plan plan, Func<Step, Task<Outcome>> perform, CancellationToken timeRunningOut)
    {
        var execution = new Execution(perform, plan, timeRunningOut);
        Step[] acts = [.. plan.Acts];
        var outcomes = new Outcome[acts.Length];
        var turnedOn = acts.Where(step => step.Verdict.Act is Act.RecordReactivation).Select(step => step.Key.Id).ToHashSet();
        var meanwhile = new List<Outcome>();
        foreach (var i in Enumerable.Range(0, acts.Length).OrderByDescending(i => IsRecord(acts[i])))
        {
            outcomes[i] = await execution.AttemptAsync(acts[i]);
            foreach (var seen in outcomes[i].TurnedOn.Where(seen => turnedOn.Add(seen.Key.Id))) meanwhile.Add(await execution.AttemptAsync(seen));
        }

        // A key that was to be deleted is watched on only if the act did not happen.
        var over = outcomes.Where(outcome => outcome.Result is not (Result.NotAttempted or Result.Withheld or Result.Failed)).Select(outcome => outcome.Step.Key).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var watch in plan.Watches.Where(watch => !over.Contains(watch.Key) && meanwhile.All(outcome => outcome.Step.Key.Id != watch.Key.Id))) meanwhile.Add(await execution.AttemptAsync(watch));
        return [.. outcomes, .. meanwhile];
    }

    private static bool IsRecord(Step step) => step.Verdict.Act is Act.StartGrace or Act.RecordReactivation;

    private async Task<Outcome> AttemptAsync(Step step)
    {
        if (plan.Waiting.Contains(step)) return new(step, Result.Withheld, "it waits for a later run: this one does no more here than was rehearsed and the organization's brake allows") { Waits = true };
        if (plan.Brake.Stops(step.Verdict.Act)) return new(step, Result.Withheld, "the brake stopped it");
        if (!tagged && deniedUsers.Count >= MostUsersDenied) return new(step, Result.Withheld, "KeyReaper may not write its tags, and without them it would forget what it does");
        if (timeRunningOut.IsCancellationRequested) return new(step, Result.NotAttempted);

        var outcome = await OutcomeAsync(step);
        if (outcome.MissingPermission is "iam:TagUser") deniedUsers.Add(step.Key.User.Name);
        tagged |= outcome is { Act: not (Act.Delete or Act.RemoveTag), Result: Result.Done };
        return outcome;
    }

    private async Task<Outcome> OutcomeAsync(Step step)
    {
        try
        {
            return await perform(step);
        }
        catch (OperationCanceledException)
        {
            return new(step, Result.Failed, "the function's time ended before IAM answered, so it may have taken effect; KeyReaper looks again the next time it runs");
        }
#pragma warning disable CA1031 // whatever fails with one key is that key's outcome: the others go on
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new(step, Result.Failed, error.Message);
        }
    }
}
