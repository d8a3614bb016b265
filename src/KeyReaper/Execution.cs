using KeyReaper.Rules;

namespace KeyReaper;

internal static class Execution
{
    /// <summary>One step after the other. The end of the time budget stops new steps, never one that has begun.</summary>
    public static async Task<IReadOnlyList<Outcome>> RunAsync(Plan plan, Func<Step, Task<Outcome>> perform, CancellationToken timeRunningOut)
    {
        var outcomes = plan.Without(Result.NotAttempted).ToArray();

        for (var i = 0; i < outcomes.Length && !timeRunningOut.IsCancellationRequested; i++)
        {
            outcomes[i] = await AttemptAsync(outcomes[i].Step, perform);

            if (TagsCannotBeWritten(outcomes.AsSpan(0, i + 1)))
            {
                for (var rest = i + 1; rest < outcomes.Length; rest++)
                    outcomes[rest] = outcomes[rest] with { Result = Result.Withheld, Detail = "KeyReaper may not write its tags, and without them it would forget what it does" };
                break;
            }
        }

        return outcomes;
    }

    private static async Task<Outcome> AttemptAsync(Step step, Func<Step, Task<Outcome>> perform)
    {
        try
        {
            return await perform(step);
        }
        catch (OperationCanceledException)
        {
            return new(step, Result.Failed, "the function's time ended before IAM answered, so it may have taken effect; the next pass looks anew");
        }
#pragma warning disable CA1031 // one key's failure, whatever it is, is that key's outcome: the others go on
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new(step, Result.Failed, error.Message);
        }
    }

    /// <summary>The very first attempt to write a tag was denied. A later denial concerns that user alone.</summary>
    private static bool TagsCannotBeWritten(ReadOnlySpan<Outcome> soFar)
    {
        foreach (var outcome in soFar[..^1])
        {
            if (outcome is { Act: Act.Deactivate or Act.StartGrace or Act.RecordReactivation, Result: Result.Done }) return false;
        }

        return soFar[^1].MissingPermission is "iam:TagUser";
    }
}
