using Amazon.Lambda.Core;
using KeyReaper.Aws;
using KeyReaper.Reporting;
using KeyReaper.Rules;

namespace KeyReaper;

/// <summary>One pass over one account.</summary>
internal sealed class Reaper(Settings settings, Iam iam, TimeProvider clock, ILambdaLogger log, IProgress<(int Read, int ToRead)>? progress = null)
{
    public async Task<Report> RunAsync(string? accountId, TimeBudget time)
    {
        var now = clock.GetUtcNow();
        var where = settings.OrganizationId is null ? "" : $" in account {accountId}"; // by which a hub's log is searched
        var alias = await AliasAsync(time.RunningOut);
        var listing = await new Inventory(iam, settings.Policy, now, clock, progress).ReadAsync(settings.Inventory, time.RunningOut);
        var plan = Plan.For(listing.Keys, settings.Policy, now);
        var outcomes =
            listing.BrokeOff is not null ? plan.Without(Result.Withheld, "not every user could be read")
            : settings.DryRun ? plan.Without(Result.Rehearsed)
            : await Execution.RunAsync(plan, PerformAsync, time.RunningOut);

        return new(now, settings, accountId ?? listing.AccountId ?? "unknown account", alias, listing, plan, outcomes);

        async Task<Outcome> PerformAsync(Step step)
        {
            // Before and at once after: should the pass be cut off on the way, the log still has what it did, or was about to do.
            log.LogInformation(Wording.Intention(step) + where);
            var outcome = await new KeyActions(iam, settings.Policy, now, clock).PerformAsync(step, time.Over);
            log.LogInformation(Wording.Line(outcome) + where);
            return outcome;
        }
    }

    /// <summary>Only a name for people: a pass does not fail for want of it.</summary>
    private async Task<string?> AliasAsync(CancellationToken timeRunningOut)
    {
        try
        {
            return await iam.AccountAliasAsync(timeRunningOut);
        }
        catch (Exception error) when (error is IamException or OperationCanceledException)
        {
            log.LogWarning($"The report goes without the account's alias. {Wording.Plain(error.Message)}");
            return null;
        }
    }
}
