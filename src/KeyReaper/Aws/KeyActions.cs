using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>Carries out one step of the plan after a second look at the key. It never changes any other key.</summary>
internal sealed class KeyActions(Iam iam, Policy policy, DateTimeOffset now, TimeProvider clock)
{
    private IReadOnlyList<Step> turnedOn = [];

    public async Task<Outcome> PerformAsync(Step step, CancellationToken timeOver) => await ActAsync(step, timeOver) with { TurnedOn = turnedOn };

    private async Task<Outcome> ActAsync(Step step, CancellationToken timeOver)
    {
        try
        {
            if (await LookAgainAsync(step, timeOver) is not { } key) return new(step, Result.GoneAlready);
            if (step.Verdict.Act is Act.Delete && key.Status is KeyStatus.Active) return new(step, Result.ChangedMeanwhile);
            if (key.Unreadable is { } trouble) return new(step, Result.Failed, trouble.Text, trouble.MissingPermission);
            if (HasChanged(step, key)) return new(step, Result.ChangedMeanwhile);

            return step.Verdict.Act switch
            {
                Act.Deactivate => await DeactivateAsync(step, key, timeOver),
                Act.Delete => await DeleteAsync(step, timeOver),
                Act.StartGrace or Act.RecordReactivation or Act.KeepWatch => await RecordAsync(step, timeOver),
                Act.RemoveTag => await RemoveTagAsync(step, timeOver),
                var act => throw new InvalidOperationException($"{act} is not an act."),
            };
        }
        catch (IamException error)
        {
            return await TellsThatItIsGoneAsync(error, step.Key, timeOver)
                ? new(step, Result.GoneAlready)
                : new(step, Result.Failed, error.Trouble.Text, error.Trouble.MissingPermission);
        }
    }

    /// <summary>
    /// Reads again the facts that an act depends on; null if the key is gone. Status comes last: a key that is being turned on at this moment must not be
    /// deleted, and IAM has no conditional deletion. Records that only say "from now on" depend on nothing older.
    /// </summary>
    private async Task<AccessKey?> LookAgainAsync(Step step, CancellationToken timeOver)
    {
        if (step.Verdict.Act is not (Act.Deactivate or Act.Delete or Act.KeepWatch)) return step.Key;

        var user = await iam.UserAsync(step.Key.User.Name, timeOver);
        if (step.Verdict.Act is Act.KeepWatch) return step.Key with { User = user, ClockTag = KeyClock.Find(user.Tags, step.Key.Id) };

        var used = await iam.WithLastUseAsync(step.Key, timeOver);
        var listed = await iam.AccessKeysAsync(user, timeOver);

        // If any of the user's keys is seen turned on, that has to be recorded now: it may be off again when the next pass looks.
        turnedOn = TurnedOn(listed);
        return listed.FirstOrDefault(key => key.Id == step.Key.Id) is { Status: not KeyStatus.Deleted } key
            ? key with { LastUse = used.LastUse, Unreadable = key.Unreadable ?? used.Unreadable }
            : null;
    }

    /// <summary>A watch may only be continued from the same tag that was judged: another pass may have seen the key active meanwhile.</summary>
    private bool HasChanged(Step step, AccessKey key) => step.Verdict.Act is Act.KeepWatch
        ? key.ClockTag != step.Key.ClockTag || policy.ExemptionOf(key, now) is not null
        : Judge.Decide(key, policy, now).Act != step.Verdict.Act;

    /// <summary>Recorded first: if KeyReaper did not know that it deactivated the key, it could never find out that the key was in use after all.</summary>
    private async Task<Outcome> DeactivateAsync(Step step, AccessKey key, CancellationToken timeOver)
    {
        await iam.RecordAsync(key, ValueFor(step), timeOver);
        try
        {
            await iam.DeactivateAsync(key, timeOver);
            return new(step, Result.Done);
        }
        catch (IamException error) when (error.Refused)
        {
            var untrue = await PutBackAsync(key, timeOver);
            return await TellsThatItIsGoneAsync(error, key, timeOver)
                ? new(step, Result.GoneAlready)
                : new(step, Result.Failed, error.Trouble.Text + untrue, error.Trouble.MissingPermission);
        }
    }

    /// <returns>What to add to the error if the tag still says what did not happen.</returns>
    private async Task<string> PutBackAsync(AccessKey key, CancellationToken timeOver)
    {
        try
        {
            await (key.ClockTag is { } former ? iam.RecordAsync(key, former.Value, timeOver) : iam.ForgetAsync(key, timeOver));
            return "";
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            return "";
        }
        catch (IamException error)
        {
            return $"; its tag still says deactivated, since it could not be restored: {error.Message}";
        }
    }

    private async Task<Outcome> DeleteAsync(Step step, CancellationToken timeOver)
    {
        try
        {
            await iam.DeleteAsync(step.Key, timeOver);
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            // The key was there a moment ago. Most likely the call took effect, its answer was lost, and the SDK's retry found nothing left.
            // If someone else deleted it at that same moment, claiming the act is the safer of two wrong reports.
        }

        return await ThenForgetAsync(step, timeOver);
    }

    private async Task<Outcome> RecordAsync(Step step, CancellationToken timeOver)
    {
        await iam.RecordAsync(step.Key, ValueFor(step), timeOver);
        return new(step, Result.Done);
    }

    private async Task<Outcome> RemoveTagAsync(Step step, CancellationToken timeOver)
    {
        await iam.ForgetAsync(step.Key, timeOver);
        return new(step, Result.Done);
    }

    /// <summary>The key itself is gone, and the outcome must say so whatever happens to its tag.</summary>
    private async Task<Outcome> ThenForgetAsync(Step step, CancellationToken timeOver)
    {
        try
        {
            return await WhyNotForgottenAsync(step.Key, timeOver) is { } trouble ? new(step, Result.DoneUnrecorded, trouble.Text, trouble.MissingPermission) : new(step, Result.Done);
        }
        catch (OperationCanceledException)
        {
            return new(step, Result.DoneUnrecorded, "the function's time ended before IAM answered");
        }
    }

    /// <returns>Null if the key's tag is gone, by itself or with its user.</returns>
    private async Task<Trouble?> WhyNotForgottenAsync(AccessKey key, CancellationToken timeOver)
    {
        try
        {
            await iam.ForgetAsync(key, timeOver);
            return null;
        }
        catch (IamException error)
        {
            return error.NoSuchEntity || (error.Denied && await iam.AreGoneAsync([key.User], timeOver) is [_]) ? null : error.Trouble;
        }
    }

    private async Task<bool> TellsThatItIsGoneAsync(IamException error, AccessKey key, CancellationToken timeOver)
    {
        if (!error.Denied) return error.NoSuchEntity;
        if (key.Status is KeyStatus.Deleted) return await iam.AreGoneAsync([key.User], timeOver) is [_]; // the key has long been gone; its tag is gone too only if its user is

        var (isGone, listed) = await iam.LookForAsync(key, timeOver);
        turnedOn = TurnedOn(listed);
        return isGone;
    }

    private IReadOnlyList<Step> TurnedOn(IReadOnlyList<AccessKey> listed) =>
        [.. listed.Select(key => new Step(key, Judge.Decide(key, policy, now))).Where(seen => seen.Verdict.Act is Act.RecordReactivation)];

    private string ValueFor(Step step) => KeyClock.Format(Clock.For(step, policy, now, clock.GetUtcNow()));
}
