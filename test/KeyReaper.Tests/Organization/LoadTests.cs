using System.Globalization;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Organization;

/// <summary>Up to 10,000 accounts on paper and by simulation. infra/organization/README.md prints these very figures.</summary>
public sealed class LoadTests(ITestOutputHelper output) : SandboxTest
{
    private const int Seed = 20260105;

    private static readonly string Readme = Repository.Read("infra/organization/README.md");

    [Theory]
    [InlineData(10)]
    [InlineData(500)]
    [InlineData(10_000)]
    public void What_a_run_of_that_size_takes_is_within_the_limits_and_in_the_README(int accounts)
    {
        var load = new Load(accounts);

        load.BytesOfIds.ShouldBeLessThan(262_144);
        load.Events.ShouldBeLessThan(25_000);
        PrintedInTheReadme(string.Create(CultureInfo.InvariantCulture, $"| {accounts:N0} | {load.Pages:N0} | {load.BytesOfIds:N0} | {load.Events:N0} | {load.Batches:N0} | {200_000 / load.Batches:N0} | {load.Transitions:N0} |"));
    }

    [Theory]
    [InlineData(10, 50)]
    [InlineData(500, 50)]
    [InlineData(10_000, 50)]
    [InlineData(10_000, 500)]
    [InlineData(10_000, 900)]
    public void A_run_of_that_size_covers_every_account_in_the_time_that_the_README_says(int accounts, int maxConcurrency)
    {
        var simulation = new Simulation(Seed);
        var passes = simulation.Passes(accounts);

        var run = simulation.Run(passes, maxConcurrency, lambda: 1000);

        (run.GivenUp, run.Throttled).ShouldBe((0, 0));
        run.Peak.ShouldBeLessThanOrEqualTo(maxConcurrency);
        run.Seconds.ShouldBeInRange(Math.Max(passes.Sum() / maxConcurrency, passes.Max()), (passes.Sum() / maxConcurrency) + passes.Max() + (accounts / 100.0));
        run.Seconds.ShouldBeLessThan(HubDefinition.With()["TimeoutSeconds"]!.GetValue<int>());
        PrintedInTheReadme(string.Create(CultureInfo.InvariantCulture,
            $"| {accounts:N0} | {maxConcurrency} | {run.Peak} | {passes.Sum() / 3600:N1} | {run.Seconds / 60:N0} | {new Load(accounts).CostOfAMonth(passes.Sum()):N2} |"));
    }

    [Theory]
    [InlineData(50, 45)]
    [InlineData(50, 10)]
    public void Where_Lambda_has_fewer_left_than_the_hub_asks_for_it_throttles_and_retries_make_up_for_some_of_it(int maxConcurrency, int lambda)
    {
        var simulation = new Simulation(Seed);

        var run = simulation.Run(simulation.Passes(500), maxConcurrency, lambda);

        run.Peak.ShouldBe(lambda);
        PrintedInTheReadme(string.Create(CultureInfo.InvariantCulture, $"| {maxConcurrency} | {lambda} | {run.Throttled:N0} | {run.GivenUp} | {run.Seconds / 60:N0} |"));
    }

    [InstalledFact("node jsonata")]
    public async Task The_transitions_counted_are_those_that_the_state_machine_makes()
    {
        foreach (var n in Enumerable.Range(1, 119)) Sandbox.Organization.Add(Sandbox.CreateAccount(string.Create(CultureInfo.InvariantCulture, $"4444{n:00000000}")), $"account {n}");
        using var hub = new HubRun(Sandbox);

        await hub.RunAsync();

        hub.Machine.Entered.Count.ShouldBe(new Load(120).Transitions);
    }

    private void PrintedInTheReadme(string row)
    {
        output.WriteLine($"seed {Seed}: {row}");
        Readme.ShouldContain(row);
    }
}
