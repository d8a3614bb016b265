using System.Globalization;
using System.Text;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Pass;
using KeyReaper.Sandbox;

namespace KeyReaper.Cli.Demo;

/// <summary>One instance of the function as Lambda would run it, in a sandbox's account and on its clock.</summary>
internal sealed class DeployedFunction(SandboxServer sandbox, Func<string, string?> environment) : IDisposable
{
    /// <summary>What the function signs with. Where the sandbox's account has no role of that key, it takes the calls for an administrator's.</summary>
    public const string AccessKeyId = "ASIAKEYREAPERROLE000";

    private static readonly BasicAWSCredentials Role = new(AccessKeyId, "secret");

    private readonly Traffic traffic = new();
    private AmazonIdentityManagementServiceClient? own;
    private ReaperFunction? function;
    private Func<Stream> output = () => Stream.Null;
    private int invocations;

    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    public int? MaxErrorRetry { get; set; }

    /// <summary>Makes the HTTP clients by which calls reach the sandbox.</summary>
    public Func<Traffic, HttpClientFactory> Way { get; init; } = traffic => new WholeAnswers(traffic);

    /// <summary>The report of the last pass, even if that ended as an error.</summary>
    public Report? Report { get; private set; }

    public Clients Clients => new(credentials => credentials is null ? own = IamClient(Role) : IamClient(credentials), SnsClient, StsClient);

    public async Task<Summary> InvokeAsync(string request, ILambdaLogger logger, Stream standardOutput)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(request));
        output = () => standardOutput;
        function ??= new(environment, sandbox.Clock, Clients, () => output(), traffic) { Reported = report => Report = report };

        return await function.HandleAsync(json, new TestLambdaContext
        {
            AwsRequestId = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++invocations:000000000000}"),
            Logger = logger,
            RemainingTime = Timeout,
            InvokedFunctionArn = $"arn:{sandbox.Account.Partition}:lambda:eu-west-1:{sandbox.Account.Id}:function:keyreaper",
        });
    }

    public void Dispose() => own?.Dispose();

    private AmazonIdentityManagementServiceClient IamClient(AWSCredentials credentials) => new(credentials, Configured(new AmazonIdentityManagementServiceConfig()));

    private AmazonSecurityTokenServiceClient StsClient(AWSCredentials? credentials) => new(credentials ?? Role, Configured(new AmazonSecurityTokenServiceConfig()));

    private AmazonSimpleNotificationServiceClient SnsClient(string region) =>
        new(Role, Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }));

    private T Configured<T>(T config) where T : ClientConfig
    {
        Clients.Configured(config, traffic);
        config.HttpClientFactory = Way(traffic);
        config.ServiceURL = sandbox.Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        if (MaxErrorRetry is { } retries) config.MaxErrorRetry = retries;
        return config;
    }
}
