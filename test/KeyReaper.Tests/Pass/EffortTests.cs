using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>What a pass cost, according to its metrics.</summary>
public class EffortTests
{
    [Fact]
    public async Task Every_request_is_counted_that_of_the_report_too()
    {
        await using var world = await World.StartAsync();
        world.Key("alice");

        await world.PassAsync();

        (Metric(world, "AwsCalls"), Metric(world, "AwsThrottles")).ShouldBe((world.Sandbox.Calls.Count, 0));
        world.Calls.ShouldContain("Publish");
    }

    [Fact]
    public async Task A_request_tried_again_counts_twice_and_once_as_throttled()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Kind = FaultKind.Throttle, Times = 1 });
        world.Key("alice");

        await world.PassAsync();

        (Metric(world, "AwsCalls"), Metric(world, "AwsThrottles")).ShouldBe((world.Sandbox.Calls.Count, 1));
        world.Calls.Count(action => action == "GetUser").ShouldBe(3, "throttled, read, and read again before the act");
    }

    [Fact]
    public async Task Other_errors_are_no_throttles()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Kind = FaultKind.AccessDenied });
        world.Key("alice");

        await world.FailingPassAsync();

        Metric(world, "AwsThrottles").ShouldBe(0);
    }

    [Fact]
    public async Task The_duration_is_that_of_the_pass()
    {
        await using var world = await World.StartAsync();
        world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Kind = FaultKind.None, After = _ => world.Sandbox.Clock.Advance(TimeSpan.FromSeconds(7)) });

        await world.PassAsync();

        Metric(world, "Duration").ShouldBe(7_000);
    }

    private static int Metric(World world, string name)
    {
        using var json = JsonDocument.Parse(world.StandardOutput);
        return json.RootElement.GetProperty(name).GetInt32();
    }
}
