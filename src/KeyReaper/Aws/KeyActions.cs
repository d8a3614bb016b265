using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>Carries out one step of the plan after a second look. Never for a key other than the step's own.</summary>
internal sealed class KeyActions(Iam iam, Policy policy, DateTimeOffset now, TimeProvider clock)
{
    public async Task<Outcome> PerformAsync(Step step, CancellationToken timeOver)
    {
        try
        {
            if (await LookAgainAsync(step, timeOver) is not { } key) return new(step, Result.GoneAlready);
            if (key.Unreadable is { } trouble) return new(step, Result.Failed, trouble.Text, trouble.MissingPermission);
            if (Judge.Decide(key, policy, now).Act != step.Verdict.Act) return new(step, Result.ChangedMeanwhile);

            return step.Verdict.Act switch
            {
                Act.Deactivate => await DeactivateAsync(step, timeOver),
                Act.Delete => await DeleteAsync(step, timeOver),
                Act.StartGrace => await RecordAsync(step, ClockState.InactiveSince, timeOver),
                Act.RecordReactivation => await RecordAsync(step, ClockState.Reactivated, timeOver),
                Act.RemoveTag => await RemoveTagAsync(step, timeOver),
                var act => throw new InvalidOperationException($"{act} is not an act."),
            };
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            return new(step, Result.GoneAlready);
        }
        catch (IamException error)
        {
            return new(step, Result.Failed, error.Trouble.Text, error.Trouble.MissingPermission);
        }
    }

    /// <summary>
    /// The facts that a disturbing act rests on, read anew; null when the key is gone. Status comes last: a key turned on in this very moment must
    /// not be deleted, and IAM has no deletion on a condition.
    /// </summary>
    private async Task<AccessKey?> LookAgainAsync(Step step, CancellationToken timeOver)
    {
        if (step.Verdict.Act is not (Act.Deactivate or Act.Delete)) return step.Key;

        var user = await iam.WithTagsAsync(step.Key.User, timeOver);
        var used = await iam.WithLastUseAsync(step.Key, timeOver);
        var listed = await iam.AccessKeysAsync(user, timeOver);
        return listed.FirstOrDefault(key => key.Id == step.Key.Id) is { Status: not KeyStatus.Deleted } key
            ? key with { LastUse = used.LastUse, LastUseRead = used.LastUseRead, Unreadable = key.Unreadable ?? used.Unreadable }
            : null;
    }

    private async Task<Outcome> DeactivateAsync(Step step, CancellationToken timeOver)
    {
        await iam.DeactivateAsync(step.Key, timeOver);

        // After, not before: a crash between the two leaves an inactive key without a clock, whose grace starts one pass later, never earlier.
        return await ThenAsync(step, iam.RecordAsync(step.Key, ClockFor(step, ClockState.InactiveSince), timeOver));
    }

    private async Task<Outcome> DeleteAsync(Step step, CancellationToken timeOver)
    {
        try
        {
            await iam.DeleteAsync(step.Key, timeOver);
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            // It was there a moment ago: the call took effect, its answer was lost, and the SDK's retry found nothing left.
            // Should someone else have deleted it in that same moment, then claiming the act is the safer of two wrong reports.
        }

        return await ThenAsync(step, iam.ForgetAsync(step.Key, timeOver));
    }

    private async Task<Outcome> RecordAsync(Step step, ClockState state, CancellationToken timeOver)
    {
        await iam.RecordAsync(step.Key, ClockFor(step, state), timeOver);
        return new(step, Result.Done);
    }

    private async Task<Outcome> RemoveTagAsync(Step step, CancellationToken timeOver)
    {
        await iam.ForgetAsync(step.Key, timeOver);
        return new(step, Result.Done);
    }

    /// <summary>The key itself has been dealt with: whatever becomes of its tag, the outcome must say so.</summary>
    private static async Task<Outcome> ThenAsync(Step step, Task tagging)
    {
        try
        {
            await tagging;
            return new(step, Result.Done);
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            return new(step, Result.Done);
        }
        catch (IamException error)
        {
            return new(step, Result.DoneUnrecorded, error.Trouble.Text, error.Trouble.MissingPermission);
        }
        catch (OperationCanceledException)
        {
            return new(step, Result.DoneUnrecorded, "the function's time ended before IAM answered");
        }
    }

    // Stamped when it happens, not with the start of the pass: the grace period must not begin before the key was inactive.
    private Clock ClockFor(Step step, ClockState state) => new(state, clock.GetUtcNow(), step.Key.TimesReactivated(now));
}
