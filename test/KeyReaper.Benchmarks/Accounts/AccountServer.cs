using System.Text.Json;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Benchmarks.Accounts;

/// <summary>A seeded account in a process of its own. It answers each line on its standard input with a line of JSON, and ends when there are no more.</summary>
internal static class AccountServer
{
    public const string Read = "read";
    public const string Clear = "clear";

    private static readonly BasicAWSCredentials Anyone = new("anyone", "secret");

    public static async Task<int> RunAsync(string setupJson)
    {
        var setup = JsonSerializer.Deserialize(setupJson, Wire.Default.Setup)!;
        await WarmUpAsync();

        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions
        {
            Clock = SandboxClock.Running(),
            Latency = TimeSpan.FromMilliseconds(setup.LatencyMilliseconds),
            RateLimit = setup.RateLimited ? new(PerSecond: 15, Burst: 30) : null,
        });
        sandbox.Account.CredentialReport.TakesTime = TimeSpan.FromSeconds(setup.ReportSeconds);

        var account = new SeededAccount(sandbox.Account, sandbox.Clock.GetUtcNow(), setup.Profile, setup.Users);
        var topic = sandbox.Topics.Create("keyreaper");
        DateTimeOffset? firstCallAt = null;
        sandbox.Faults.Add(new() { Times = 1, Before = _ => firstCallAt = TimeProvider.System.GetUtcNow() });

        await AnswerAsync(new Ready(sandbox.Endpoint, topic.Arn, setup.Users, account.Keys, account.ActiveKeys, account.UsersThatMatter), Wire.Default.Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line is Clear) sandbox.ClearCalls();
            await AnswerAsync(Account(), Wire.Default.Measured);
        }

        return 0;

        Measured Account() => new(
            sandbox.Calls.CountBy(call => call.Action).ToDictionary(),
            sandbox.Calls.Count(call => call.ErrorCode is "Throttling"),
            firstCallAt,
            account.Fates,
            topic.Messages is [.., var last] ? ReportCounts.Of(last.BodyFor("sqs")) : null);
    }

    /// <summary>What is measured is the client: the server must not compile itself while the first calls wait.</summary>
    public static async Task WarmUpAsync()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var keyId = sandbox.Account.CreateUser("warm-up").CreateAccessKey().Id;
        using var iam = new AmazonIdentityManagementServiceClient(Anyone, new AmazonIdentityManagementServiceConfig { ServiceURL = sandbox.Endpoint.ToString() });

        for (var i = 0; i < 100; i++)
        {
            await iam.ListUsersAsync();
            await iam.GetUserAsync(new GetUserRequest { UserName = "warm-up" });
            await iam.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = "warm-up" });
            await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = keyId });
        }
    }

    private static async Task AnswerAsync<T>(T answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, type));
        await Console.Out.FlushAsync();
    }
}
