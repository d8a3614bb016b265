using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Sending;

namespace KeyReaper;

/// <summary>The Lambda handlers behind a hub's report. They see no access keys: the answers of the passes come in, one report goes out.</summary>
public sealed class OrganizationFunction
{
    private readonly Func<string, string?> environment;
    private readonly TimeProvider clock;
    private readonly Clients clients;

    /// <summary>Used by Lambda: settings come from the environment, credentials and Region from the SDK's default chain.</summary>
    public OrganizationFunction()
        : this(Environment.GetEnvironmentVariable, TimeProvider.System, Clients.Counted(new()))
    {
    }

    internal OrganizationFunction(Func<string, string?> environment, TimeProvider clock, Clients clients) =>
        (this.environment, this.clock, this.clients) = (environment, clock, clients);

    /// <summary>The results of thousands of accounts do not fit into one event, so this condenses a batch of them.</summary>
    /// <returns>As much as fits into the room that the request allows.</returns>
    [LambdaSerializer(typeof(OrganizationSerializer))]
    public static Digest Digest(DigestRequest request) => KeyReaper.Organization.Digest.Of(request);

    /// <summary>Publishes one report on all accounts.</summary>
    /// <param name="run">The run, with the digests of all results.</param>
    /// <exception cref="TopicException">SNS did not take the report; it is in the log.</exception>
    /// <exception cref="SettingsException">A value in the environment is not valid.</exception>
    [LambdaSerializer(typeof(OrganizationSerializer))]
    public async Task<RunSummary> ReportAsync(Run run, ILambdaContext context)
    {
        var settings = Settings.Parse(environment);
        if (settings.OrganizationId is not { } organization) throw new SettingsException(["ORGANIZATION_ID is not set. Valid: the id of the hub's organization."]);
        if (run.DryRun) settings = settings with { DryRun = true };

        var report = new OrganizationReport(clock.GetUtcNow(), settings, organization, context.LogGroupName ?? "", run)
        {
            Origin = Origin.Of(context),
        };
        var published = report.Upshot.IsReported(settings.Notify);
        using var client = clients.Sns(Topic.RegionOf(settings.TopicArn));
        using var time = new TimeBudget(context.RemainingTime, clock);
        if (published) await new Mailing(new Topic(settings.TopicArn, client), clock, context.Logger).SummarizeAsync(report, time.Untold);

        return RunSummary.Of(report, published);
    }
}

/// <summary>Source-generated, in camel case. An event that lacks something is refused.</summary>
public sealed class OrganizationSerializer() : SourceGeneratorLambdaJsonSerializer<OrganizationJson>(OrganizationJson.ForReading);
