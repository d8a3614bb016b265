using System.Text;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Model;

/// <summary>How a pass ended, and what it left for people to read.</summary>
internal sealed record Ended(Exception? Error, SandboxMessage? Mail, string Log);

/// <summary>The function with the real clients, whose calls go through a handler of ours to the sandbox.</summary>
internal sealed class Deployment : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    private static readonly BasicAWSCredentials Role = new("ASIAKEYREAPERROLE000", "secret");

    private readonly SandboxServer sandbox;
    private readonly SandboxTopic topic;
    private readonly Line line;
    private readonly AmazonIdentityManagementServiceClient iam;

    /// <param name="way">Disposed with the deployment.</param>
    public Deployment(SandboxServer sandbox, HttpMessageHandler way)
    {
        this.sandbox = sandbox;
        topic = sandbox.Topics.Create("keyreaper");
        line = new(way);
        iam = new(Role, Configured(new AmazonIdentityManagementServiceConfig()));
    }

    /// <param name="told">Sees each call with the answer the client was left with.</param>
    public async Task<Ended> PassAsync(Terms terms, bool rehearsed, Action<Told> told)
    {
        line.Told = told;
        var mailsBefore = topic.Messages.Count;
        var log = new CollectedLog();
        var function = new ReaperFunction(name => name == "TOPIC_ARN" ? topic.Arn : terms[name], sandbox.Clock, OwnAccountOnly.Of(iam, SnsClient), () => Stream.Null, new());
        using var request = new MemoryStream(Encoding.UTF8.GetBytes(rehearsed ? """{"dryRun": true}""" : "{}"));
        Exception? error = null;
        try
        {
            await function.HandleAsync(request, new TestLambdaContext { Logger = log, RemainingTime = Timeout });
        }
#pragma warning disable CA1031 // however it ends is what the model judges
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
        }

        return new(error, topic.Messages.Count > mailsBefore ? topic.Messages[^1] : null, log.ToString());
    }

    public void Dispose()
    {
        iam.Dispose();
        line.Dispose();
    }

    private AmazonSimpleNotificationServiceClient SnsClient(string region) =>
        new(Role, Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }));

    private T Configured<T>(T config) where T : ClientConfig
    {
        config.ServiceURL = sandbox.Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0; // it would wait in real time: the line tries again instead
        config.HttpClientFactory = line;
        return config;
    }
}
