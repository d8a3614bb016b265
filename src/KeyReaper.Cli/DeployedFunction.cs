using System.Text;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Sandbox;

namespace KeyReaper.Cli;

/// <summary>The function as Lambda would run it, in a sandbox's account and on its clock.</summary>
internal sealed class DeployedFunction(SandboxServer sandbox, Func<string, string?> environment)
{
    // Not one of the sandbox's keys, so calls are those of a role of the account.
    private static readonly BasicAWSCredentials Role = new("ASIAKEYREAPERROLE000", "secret");

    private readonly Traffic traffic = new();

    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    public int? MaxErrorRetry { get; set; }

    public async Task<Summary> InvokeAsync(string request, ILambdaLogger logger, Stream standardOutput)
    {
        using var iam = IamClient(null);
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(request));

        var clients = new Clients(credentials => credentials is null ? iam : IamClient(credentials), SnsClient, StsClient);
        return await new ReaperFunction(environment, sandbox.Clock, clients, () => standardOutput, traffic).HandleAsync(json, new TestLambdaContext
        {
            Logger = logger,
            RemainingTime = Timeout,
            InvokedFunctionArn = $"arn:{sandbox.Account.Partition}:lambda:eu-west-1:{sandbox.Account.Id}:function:keyreaper",
        });
    }

    private AmazonIdentityManagementServiceClient IamClient(AWSCredentials? credentials) => new(credentials ?? Role, Configured(new AmazonIdentityManagementServiceConfig()));

    private AmazonSecurityTokenServiceClient StsClient(AWSCredentials? credentials) => new(credentials ?? Role, Configured(new AmazonSecurityTokenServiceConfig()));

    private AmazonSimpleNotificationServiceClient SnsClient(string region) =>
        new(Role, Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }));

    private T Configured<T>(T config) where T : ClientConfig
    {
        ReaperFunction.Configured(config, traffic);
        config.ServiceURL = sandbox.Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        if (MaxErrorRetry is { } retries) config.MaxErrorRetry = retries;
        return config;
    }
}
