using Amazon.Lambda.Core;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Pass;

/// <summary>One pass over one account.</summary>
internal sealed class Reaper(Settings settings, Iam iam, TimeProvider clock, ILambdaLogger log, IProgress<(int Read, int ToRead)>? progress = null)
{
    /// <summary>How long to wait for the account's alias after all else is done. It is asked for at the beginning, so it has had much longer.</summary>
    private static readonly TimeSpan PatienceForAlias = TimeSpan.FromSeconds(3);

    /// <param name="rehearsal">Whether to act on nothing. If a live pass would have done nothing either, the pass counts as live.</param>
    /// <param name="most">How much a hub lets the pass do; null if only the brake limits it.</param>
    public async Task<Report> RunAsync(string? accountId, TimeBudget time, bool rehearsal = false, Most? most = null)
    {
        var now = clock.GetUtcNow();
        var where = settings.OrganizationId is null ? "" : $" in account {accountId}"; // so that a hub's log can be searched by account
        using var waitingForAlias = CancellationTokenSource.CreateLinkedTokenSource(time.RunningOut);
        var reading = AliasAsync(waitingForAlias.Token);
        var listing = await new Inventory(iam, settings.Policy, now, clock, progress).ReadAsync(settings.Inventory, time.RunningOut);
        var plan = Plan.For(listing.Keys, settings.Policy, now);
        if (most is not null) plan = most.Of(plan, now);
        var rehearsed = rehearsal && !settings.DryRun && listing.BrokeOff is null && ToDo.Of(plan).OrNull() is not null;
        var told = rehearsed ? settings with { DryRun = true } : settings;
        var outcomes =
            listing.BrokeOff is not null ? plan.Without(Result.Withheld, "not every user could be read")
            : told.DryRun ? plan.Without(Result.Rehearsed)
            : await Execution.RunAsync(plan, PerformAsync, time.RunningOut);

        waitingForAlias.CancelAfter(PatienceForAlias);
        var (alias, whyNone) = await reading;
        if (whyNone is not null) log.LogWarning($"The report goes without the account's alias. {Wording.Plain(whyNone)}");
        return new(now, told, accountId ?? listing.AccountId ?? "unknown account", alias, listing, plan.With(outcomes), outcomes) { Rehearsal = rehearsed };

        async Task<Outcome> PerformAsync(Step step)
        {
            // Logged before and right after: if the pass is cut off, the log still shows what it did or was about to do.
            log.LogInformation(Wording.Intention(step) + where);
            var outcome = await new KeyActions(iam, settings.Policy, now, clock).PerformAsync(step, time.Over);
            log.LogInformation(Wording.Line(outcome) + where);
            return outcome;
        }
    }

    /// <summary>Only a name for people: a pass does not fail without it, and hardly waits for it.</summary>
    private async Task<(string? Alias, string? WhyNone)> AliasAsync(CancellationToken cancelled)
    {
        try
        {
            return (await iam.AccountAliasAsync(cancelled), null);
        }
        catch (IamException error)
        {
            return (null, error.Message);
        }
        catch (OperationCanceledException)
        {
            return (null, "iam:ListAccountAliases: no answer in time");
        }
    }
}
