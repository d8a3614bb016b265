using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox;

public sealed class LoadTests
{
    [Fact]
    public async Task Beyond_its_rate_the_sandbox_throttles_until_the_bucket_refills()
    {
        var clock = SandboxClock.Frozen();
        await using var sandbox = await SandboxServer.StartAsync(new() { RateLimit = new(PerSecond: 2, Burst: 3, clock) });
        using var client = new QueryClient(sandbox);

        (await Statuses(client, 4)).ShouldBe([200, 200, 200, 400]);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await Statuses(client, 3)).ShouldBe([200, 200, 400]);
        clock.Advance(TimeSpan.FromHours(1));
        (await Statuses(client, 4)).ShouldBe([200, 200, 200, 400]);
        sandbox.Calls[^1].ErrorCode.ShouldBe("Throttling");
    }

    [Fact]
    public async Task Each_account_has_the_rate_for_itself_and_once_for_each_service()
    {
        await using var sandbox = await SandboxServer.StartAsync(new() { RateLimit = new(PerSecond: 1, Burst: 2, SandboxClock.Frozen()) });
        sandbox.CreateAccount("444455556666").CreateRole("Ops", """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""").SignsWith("ASIAOPS0000000000000");
        using var here = new QueryClient(sandbox);
        using var there = new QueryClient(sandbox, "ASIAOPS0000000000000");
        using var organizations = new JsonClient(sandbox);

        (await Statuses(here, 3)).ShouldBe([200, 200, 400]);
        (await Statuses(there, 3)).ShouldBe([200, 200, 400]);
        (await here.Sts("GetCallerIdentity")).Status.ShouldBe(200);
        (await organizations.Post("ListAccounts")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_throttled_call_does_not_use_up_a_fault()
    {
        var clock = SandboxClock.Frozen();
        await using var sandbox = await SandboxServer.StartAsync(new() { RateLimit = new(1, 1, clock) });
        using var client = new QueryClient(sandbox);
        await Statuses(client, 1);

        sandbox.Faults.Add(new() { Times = 1, Kind = FaultKind.Unavailable });
        (await Statuses(client, 1)).ShouldBe([400]);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await Statuses(client, 1)).ShouldBe([503]);
    }

    [Fact]
    public async Task Latency_on_the_clock_runs_out_a_time_budget_without_anyone_waiting()
    {
        await using var sandbox = await SandboxServer.StartAsync(new() { LatencyOnClock = TimeSpan.FromMinutes(1) });
        using var client = new QueryClient(sandbox);
        using var budget = new CancellationTokenSource(TimeSpan.FromMinutes(3), sandbox.Clock);

        await Statuses(client, 2);
        budget.IsCancellationRequested.ShouldBeFalse();
        await Statuses(client, 1);

        budget.IsCancellationRequested.ShouldBeTrue();
        sandbox.Clock.GetUtcNow().ShouldBe(SandboxClock.DefaultStart.AddMinutes(3));
    }

    [Fact]
    public async Task Account_and_partition_are_in_every_ARN()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new() { AccountId = "999988887777", Partition = "aws-us-gov", PageSize = 1 });
        using var client = new QueryClient(sandbox);
        sandbox.Account.CreateUser("alice");
        sandbox.Account.CreateUser("bob");

        var users = await client.Iam("ListUsers");

        users.Texts("Arn").ShouldBe(["arn:aws-us-gov:iam::999988887777:user/alice"]);
        sandbox.Topics.Create("t", "us-gov-west-1").Arn.ShouldBe("arn:aws-us-gov:sns:us-gov-west-1:999988887777:t");
        (await client.Sts("GetCallerIdentity")).Text("Arn").ShouldBe("arn:aws-us-gov:sts::999988887777:assumed-role/Administrator/sandbox");
    }

    private static async Task<IReadOnlyList<int>> Statuses(QueryClient client, int calls)
    {
        var statuses = new List<int>();
        foreach (var _ in Enumerable.Range(0, calls))
        {
            statuses.Add((await client.Iam("ListUsers")).Status);
        }

        return statuses;
    }
}
