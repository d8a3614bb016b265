using Amazon.Runtime;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Sweeps;

namespace KeyReaper.Tests.Aws;

/// <summary>How often a call is tried depends on what it would cost to lose it.</summary>
public class ClientsTests
{
    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public async Task The_report_is_lost_only_if_SNS_fails_seven_times(int failures, bool delivered)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var topic = sandbox.Topics.Create("keyreaper");
        var config = Clients.SnsConfig("eu-west-1", new());
        (config.ServiceURL, config.AuthenticationRegion) = (sandbox.Endpoint.ToString(), "us-east-1");
        using var sns = new ImpatientClients.ImpatientSns(new BasicAWSCredentials("any", "secret"), config);
        FaultKind[] kinds = [FaultKind.Throttle, FaultKind.ServerError, FaultKind.Unavailable];
        for (var i = 0; i < failures; i++) sandbox.Faults.Add(new() { Action = "Publish", Skip = i, Times = 1, Kind = kinds[i % kinds.Length] });

        Task Publish() => new Topic(topic.Arn, sns).PublishAsync("subject", """{"default": "text"}""", new Dictionary<string, string>(), CancellationToken.None);

        if (delivered) await Publish();
        else await Assert.ThrowsAsync<TopicException>(Publish);

        topic.Messages.Count.ShouldBe(delivered ? 1 : 0);
    }

    /// <summary>Counts with the longest waits between tries; in the SDK none is longer than 20 seconds.</summary>
    [Fact]
    public void Getting_into_another_account_leaves_most_of_the_function_s_time_for_the_pass()
    {
        var config = Clients.StsConfig(new());

        var longest = ((config.MaxErrorRetry + 1) * config.Timeout!.Value) + TimeSpan.FromSeconds(Enumerable.Range(0, config.MaxErrorRetry).Sum(retry => Math.Min(20, Math.Pow(2, retry))));

        longest.ShouldBeLessThan(TimeSpan.FromMinutes(3));
    }
}
