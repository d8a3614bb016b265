using System.Reflection;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using KeyReaper.Cli.Live;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Cli.Live;

public sealed class ReadOnlyCallsTests : IAsyncLifetime
{
    private SandboxServer sandbox = null!;
    private AmazonIdentityManagementServiceConfig config = null!;

    public async Task InitializeAsync()
    {
        sandbox = await SandboxServer.StartAsync();
        config = new() { ServiceURL = sandbox.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 3, HttpClientFactory = new ReadOnlyCalls(sandbox.Clock) };
    }

    public Task DisposeAsync() => sandbox.DisposeAsync().AsTask();

    [Fact]
    public async Task Of_all_calls_that_the_SDK_has_only_the_listed_reads_reach_IAM()
    {
        using var client = new AmazonIdentityManagementServiceClient(new BasicAWSCredentials("any", "any"), config);
        var calls = typeof(IAmazonIdentityManagementService).GetMethods()
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.GetParameters() is [{ ParameterType: var request }, _] && request.IsSubclassOf(typeof(AmazonWebServiceRequest)))
            .ToDictionary(method => method.Name[..^"Async".Length]);
        string[] mutating = ["UpdateAccessKey", "DeleteAccessKey", "TagUser", "UntagUser"];
        mutating.ShouldBeSubsetOf(calls.Keys);

        foreach (var (action, method) in calls)
        {
            sandbox.ClearCalls();

            var refused = await RefusedAsync(client, method);

            refused.ShouldBe(!ReadOnlyCalls.Actions.Contains(action), action);
            sandbox.Calls.Select(call => call.Action).ShouldBe(refused ? [] : [action], action);
        }
    }

    [Theory]
    [InlineData("Action=CreateUser&Version=2010-05-08&UserName=eve")]
    [InlineData("Action=CreateAccessKey&Version=2010-05-08&UserName=alice")]
    [InlineData("Version=2010-05-08&UserName=eve&Action=DeleteUser")]
    [InlineData("Action=AssumeRole&Version=2011-06-15")]
    [InlineData("Action=Publish&Version=2010-03-31&TopicArn=x&Message=y")]
    [InlineData("Action=ListUsers&Action=CreateUser&Version=2010-05-08&UserName=eve")]
    [InlineData("Action=ListUsers&action=CreateUser&Version=2010-05-08&UserName=eve")]
    [InlineData("%41ction=CreateUser&Version=2010-05-08&UserName=eve")]
    [InlineData("Action=listusers&Version=2010-05-08")]
    [InlineData("Version=2010-05-08")]
    [InlineData("")]
    public async Task Whatever_the_bytes_say_nothing_but_one_listed_action_is_sent(string form)
    {
        using var http = new ReadOnlyCalls(sandbox.Clock).CreateHttpClient(config);
        using var body = new StringContent(form);

        await Should.ThrowAsync<ReadOnlyException>(() => http.PostAsync(sandbox.Endpoint, body));
        await Should.ThrowAsync<ReadOnlyException>(() => http.GetAsync(new Uri(sandbox.Endpoint, $"?{form}")));

        sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_action_in_the_query_and_another_in_the_body_are_two()
    {
        using var http = new ReadOnlyCalls(sandbox.Clock).CreateHttpClient(config);
        using var body = new StringContent("Action=ListUsers&Version=2010-05-08");

        await Should.ThrowAsync<ReadOnlyException>(() => http.PostAsync(new Uri(sandbox.Endpoint, "?Action=CreateUser&Version=2010-05-08&UserName=eve"), body));

        sandbox.Calls.ShouldBeEmpty();
    }

    private static async Task<bool> RefusedAsync(AmazonIdentityManagementServiceClient client, MethodInfo method)
    {
        try
        {
            await (Task)method.Invoke(client, [Activator.CreateInstance(method.GetParameters()[0].ParameterType), CancellationToken.None])!;
            return false;
        }
        catch (ReadOnlyException)
        {
            return true;
        }
        catch (AmazonServiceException)
        {
            return false; // the sandbox answered, so the call arrived
        }
    }
}
