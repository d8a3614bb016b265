using Amazon.IdentityManagement;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Sending;
using KeyReaper.Words;

namespace KeyReaper;

/// <summary>The Lambda handler: an event comes in, a summary goes out. Builds what a pass needs, settles whether it is a dry run, and decides nothing about a key.</summary>
public sealed class ReaperFunction
{
    private readonly Func<string, string?> environment;
    private readonly TimeProvider clock;
    private readonly Clients clients;
    private readonly IAmazonIdentityManagementService iam;
    private readonly Func<Stream> standardOutput;
    private readonly Traffic traffic;

    /// <summary>Used by Lambda: settings come from the environment, credentials and Region from the SDK's default chain.</summary>
    public ReaperFunction()
        : this(new Traffic())
    {
    }

    private ReaperFunction(Traffic traffic)
        : this(
            Environment.GetEnvironmentVariable,
            TimeProvider.System,
            Clients.Counted(traffic),
            Console.OpenStandardOutput, // not Console.Out: the managed runtime wraps its lines, and CloudWatch finds no metrics in wrapped lines
            traffic)
    {
    }

    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="standardOutput">Where the line of metrics goes.</param>
    /// <param name="traffic">Counts the clients' requests; see <see cref="Clients.Configured"/>.</param>
    internal ReaperFunction(Func<string, string?> environment, TimeProvider clock, Clients clients, Func<Stream> standardOutput, Traffic traffic)
    {
        (this.environment, this.clock, this.clients, this.standardOutput, this.traffic) = (environment, clock, clients, standardOutput, traffic);
        iam = clients.Iam(null); // lives as long as the process, which Lambda ends without notice
    }

    /// <summary>Receives every report whole, before it goes out.</summary>
    internal Action<Report> Reported { private get; init; } = _ => { };

    /// <summary>Runs one pass.</summary>
    /// <param name="request">
    /// Nothing, <c>null</c>, <c>{}</c>, EventBridge's Scheduled Event with an empty detail, or <c>{"dryRun": true}</c>, which makes this pass a dry run; no event can
    /// make a pass live. A hub's state machine names another account of the organization by <c>accountId</c>, <c>roleArn</c>, <c>organizationId</c>,
    /// <c>externalId</c> and <c>overrides</c>, and says how much the run lets the pass do by <c>rehearsal</c> or <c>most</c>. All else is refused.
    /// </param>
    /// <returns>What was done. For the function's own account only if everything was; for another account also what was not, since the state machine goes on from there.</returns>
    /// <exception cref="EventException">The event is none of these, or not meant for this function. No call was made to AWS.</exception>
    /// <exception cref="PassException">The pass over the function's own account did less than it should have. Its report went out.</exception>
    /// <exception cref="TopicException">SNS did not take the report on the function's own account; it is in the log.</exception>
    /// <exception cref="UnreachableAccountException">The other account's role could not be assumed.</exception>
    [LambdaSerializer(typeof(SummarySerializer))]
    public async Task<Summary> HandleAsync(Stream request, ILambdaContext context)
    {
        var (started, callsBefore, throttlesBefore) = (clock.GetTimestamp(), traffic.Calls, traffic.Throttles); // the process serves many passes, one after the other
        var deployed = Settings.Parse(environment);
        var asked = await PassRequest.ReadAsync(request);
        asked.MustSuit(deployed);
        var own = asked.Overrides.Aggregate(deployed with { DryRun = false }, Overrides.With);
        var settings = own with { DryRun = own.DryRun || deployed.DryRun || asked.DryRun };
        if (!settings.DryRun) asked.MustBoundALivePass();

        using var time = new TimeBudget(context.RemainingTime, clock);
        using var elsewhere = asked.Spoke is { } spoke ? clients.Iam(await EnterAsync(spoke, context.Logger, time.RunningOut)) : null;
        var reaper = new Reaper(settings, new Iam(elsewhere ?? iam, clock), clock, context.Logger);
        var report = await reaper.RunAsync(asked.Spoke?.AccountId ?? AccountOf(context), time, asked.Rehearsal, asked.Most) with
        {
            Shared = asked.Spoke is null ? null : deployed.Policy,
            Origin = Origin.Of(context),
        };
        Reported(report);

        var published = !report.Rehearsal && report.Upshot.IsReported(settings.Notify);
        var lost = false;
        using var client = clients.Sns(Topic.RegionOf(settings.TopicArn));
        var mailing = new Mailing(new Topic(settings.TopicArn, client), clock, context.Logger);
        try
        {
            if (published) await mailing.SummarizeAsync(report, time.Untold);
        }
        catch (TopicException) when (asked.Spoke is not null) // the report is in the log, and the state machine still has to learn what was done
        {
            (published, lost) = (false, true);
        }
        finally
        {
            if (report.Rehearsal)
            {
                context.Logger.LogInformation($"Rehearsed account {report.AccountId} for a live run. {TextReport.Sentence(report)}");
            }
            else
            {
                await using var output = standardOutput();
                await output.WriteAsync(Metrics.Render(report, new(traffic.Calls - callsBefore, traffic.Throttles - throttlesBefore, clock.GetElapsedTime(started))));
            }
        }

        var untold = await mailing.TellOwnersAsync(report, time.Over);
        if (report.FellShort || untold > 0)
        {
            var fellShort = new PassException(report, untold);
            if (asked.Spoke is null) throw fellShort;
            context.Logger.LogError(fellShort.Message);
        }

        var summary = PassSummary.Of(report, published, untold, lost) with { RunId = context.AwsRequestId };
        if (!report.OfMany) return summary;
        return !own.DryRun && asked.IsOfLiveAccount
            ? summary with { ToDo = ToDo.LeftBy(report) }
            : summary with { Ahead = null }; // in an account that only ever rehearses nothing is left to be done, now or later
    }

    private async Task<AWSCredentials> EnterAsync(Spoke spoke, ILambdaLogger log, CancellationToken timeRunningOut)
    {
        log.LogInformation($"Going through account {spoke.AccountId}, by its role {spoke.RoleArn}");
        try
        {
            return await new SpokeAccess(clients.Sts).EnterAsync(spoke, timeRunningOut);
        }
        catch (UnreachableAccountException error)
        {
            log.LogError(error.Message);
            throw;
        }
    }

    private static string? AccountOf(ILambdaContext context) => context.InvokedFunctionArn?.Split(':').ElementAtOrDefault(4);
}

/// <summary>Thrown after the report went out, so that Lambda counts an error and the alarm goes off.</summary>
internal sealed class PassException(Report report, int ownersNotTold)
    : Exception($"KeyReaper {report.Mode}, account {report.AccountId}: {TextReport.Sentence(report)} {report.Failures} failed, {report.NotAttempted} not attempted{(ownersNotTold > 0 ? $", {Wording.Count(ownersNotTold, "owner")} not told" : "")}. See the report and the log.");
