using Amazon;
using Amazon.IdentityManagement;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Reporting;

namespace KeyReaper;

/// <summary>The Lambda handler: an event in, a summary out. Builds what a pass needs and decides nothing.</summary>
public sealed class ReaperFunction
{
    private readonly Func<string, string?> environment;
    private readonly TimeProvider clock;
    private readonly Clients clients;
    private readonly IAmazonIdentityManagementService iam;
    private readonly Func<Stream> standardOutput;
    private readonly Traffic traffic;

    /// <summary>For Lambda: settings from the environment, credentials and Region from the SDK's default chain.</summary>
    public ReaperFunction()
        : this(new Traffic())
    {
    }

    private ReaperFunction(Traffic traffic)
        : this(
            Environment.GetEnvironmentVariable,
            TimeProvider.System,
            new(credentials => IamClient(credentials, traffic), region => SnsClient(region, traffic), credentials => StsClient(credentials, traffic)),
            Console.OpenStandardOutput, // not Console.Out: the managed runtime wraps its lines, and CloudWatch finds no metrics in wrapped ones
            traffic)
    {
    }

    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="standardOutput">Takes the line of metrics.</param>
    /// <param name="traffic">Of the clients, which <see cref="Configured"/> makes them count.</param>
    internal ReaperFunction(Func<string, string?> environment, TimeProvider clock, Clients clients, Func<Stream> standardOutput, Traffic traffic)
    {
        (this.environment, this.clock, this.clients, this.standardOutput, this.traffic) = (environment, clock, clients, standardOutput, traffic);
        iam = clients.Iam(null); // lives as long as the process, which Lambda ends without telling
    }

    /// <summary>Runs one pass.</summary>
    /// <param name="request">
    /// A JSON object, or nothing. <c>{"dryRun": true}</c> makes this pass a dry run; nothing in it makes a pass go live. A hub's state machine names
    /// another account of the organization: <c>accountId</c>, <c>roleArn</c>, <c>organizationId</c>, <c>externalId</c>, <c>overrides</c>.
    /// </param>
    /// <returns>What was done, when everything was. Of another account also what was not: the state machine goes on with it.</returns>
    /// <exception cref="PassException">The report went out, and the pass over the function's own account did less than it should have.</exception>
    /// <exception cref="UnreachableAccountException">The other account's role could not be assumed.</exception>
    [LambdaSerializer(typeof(SummarySerializer))]
    public async Task<Summary> HandleAsync(Stream request, ILambdaContext context)
    {
        var (started, callsBefore, throttlesBefore) = (clock.GetTimestamp(), traffic.Calls, traffic.Throttles); // the process serves one pass after the other
        var settings = Settings.Parse(environment);
        var asked = await PassRequest.ReadAsync(request);
        asked.Spoke?.MustSuit(settings);
        settings = settings.With(asked.Overrides);
        if (asked.DryRun) settings = settings with { DryRun = true };

        using var time = new TimeBudget(context.RemainingTime, clock);
        using var elsewhere = asked.Spoke is { } spoke ? clients.Iam(await EnterAsync(spoke, context.Logger, time.RunningOut)) : null;
        var reaper = new Reaper(settings, new Iam(elsewhere ?? iam), clock, context.Logger);
        var report = await reaper.RunAsync(asked.Spoke?.AccountId ?? AccountOf(context), time) with { OfMany = asked.Spoke is not null };

        var published = settings.Notify is Notify.Always || report.Upshot is not Upshot.Quiet;
        using var client = clients.Sns(Topic.RegionOf(settings.TopicArn));
        var mailing = new Mailing(new Topic(settings.TopicArn, client), clock, context.Logger);
        try
        {
            if (published) await mailing.SummarizeAsync(report);
        }
        finally
        {
            await using var output = standardOutput();
            await output.WriteAsync(Metrics.Render(report, new(traffic.Calls - callsBefore, traffic.Throttles - throttlesBefore, clock.GetElapsedTime(started))));
        }

        var untold = await mailing.TellOwnersAsync(report, time.Over);
        if (report.FellShort || untold > 0)
        {
            var fellShort = new PassException(report, untold);
            if (asked.Spoke is null) throw fellShort;
            context.Logger.LogError(fellShort.Message);
        }

        return Summary.Of(report, published, untold);
    }

    private async Task<AWSCredentials> EnterAsync(Spoke spoke, ILambdaLogger log, CancellationToken timeRunningOut)
    {
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

    private static AmazonIdentityManagementServiceClient IamClient(AWSCredentials? credentials, Traffic traffic) =>
        credentials is null ? new(IamConfig(traffic)) : new(credentials, IamConfig(traffic));

    // Standard, not adaptive: once all of its calls wait for its token bucket, adaptive mode lets every one of them fail. And without the quota
    // on retries (ThrottleRetries), which runs dry when an account throttles for minutes. Each call then backs off by itself until it gets through.
    internal static AmazonIdentityManagementServiceConfig IamConfig(Traffic traffic) =>
        Configured(new AmazonIdentityManagementServiceConfig { RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 12 }, traffic);

    // One retry, so that a report that cannot be sent is in the log before the function's time ends.
    private static AmazonSimpleNotificationServiceClient SnsClient(string region, Traffic traffic) =>
        new(Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), MaxErrorRetry = 1 }, traffic));

    private static AmazonSecurityTokenServiceClient StsClient(AWSCredentials? credentials, Traffic traffic) =>
        credentials is null ? new(StsConfig(traffic)) : new(credentials, StsConfig(traffic));

    /// <summary>Of the function's Region: STS's global endpoint is one Region's, and all hubs' trouble when that has some.</summary>
    internal static AmazonSecurityTokenServiceConfig StsConfig(Traffic traffic) =>
        Configured(new AmazonSecurityTokenServiceConfig { RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 6 }, traffic);

    /// <summary>How every client of the function deals with answers that do not come, and counts those that do.</summary>
    internal static T Configured<T>(T config, Traffic traffic) where T : ClientConfig
    {
        (config.Timeout, config.HttpClientFactory) = (TimeSpan.FromSeconds(10), new WholeAnswers(traffic));
        return config;
    }

    private static string? AccountOf(ILambdaContext context) => context.InvokedFunctionArn?.Split(':').ElementAtOrDefault(4);
}

/// <summary>Thrown after the report, so that Lambda counts an error and the alarm goes off.</summary>
internal sealed class PassException(Report report, int ownersNotTold)
    : Exception($"KeyReaper {report.Mode}, account {report.AccountId}: {TextReport.Sentence(report)} {report.Failures} failed, {report.NotAttempted} not attempted{(ownersNotTold > 0 ? $", {Wording.Count(ownersNotTold, "owner")} not told" : "")}. See the report and the log.");
