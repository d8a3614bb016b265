using System.Globalization;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Organization;

/// <summary>Up to 10,000 accounts on paper and by simulation. infra/organization/README.md prints these very figures.</summary>
public sealed class LoadTests(ITestOutputHelper output) : HubRunTest
{
    private const int Seed = 20260105;

    private const int Variable = 262_144;

    private static readonly string Readme = Repository.Read("infra/organization/README.md");

    [Theory]
    [InlineData(10, 4)]
    [InlineData(500, 50)]
    [InlineData(10_000, 2_001)]
    public void What_a_run_of_that_size_takes_is_within_the_limits_and_in_the_README(int accounts, int units)
    {
        var load = new Load(accounts, units);

        load.BytesOfIds.ShouldBeLessThan(Variable);
        load.BytesHandedOver.ShouldBeLessThan(260_000);
        load.Events(0).ShouldBeLessThan(25_000);
        PrintedInTheReadme($"| {accounts:N0} | {units:N0} | {load.Pages:N0} | {load.BytesOfIds:N0} | {load.BytesHandedOver:N0} | {load.Events(0):N0} | {load.Batches:N0} | {200_000 / load.Batches:N0} | {load.Transitions:N0} |");
    }

    [Fact]
    public void There_is_room_for_as_many_accounts_as_an_organization_can_have() =>
        PrintedInTheReadme($"there is room for {(260_000 - new Load(0, 2_000).BytesHandedOver) / 15:N0} accounts");

    [Theory]
    [InlineData(10, 4, 50)]
    [InlineData(500, 50, 50)]
    [InlineData(500, 50, 500)]
    [InlineData(10_000, 2_001, 50)]
    [InlineData(10_000, 2_001, 100)]
    [InlineData(10_000, 2_001, 500)]
    [InlineData(10_000, 2_001, 900)]
    public void A_run_of_that_size_covers_every_account_in_the_time_that_the_README_says(int accounts, int units, int maxConcurrency)
    {
        var load = new Load(accounts, units);
        var simulation = new Simulation(Seed);
        var passes = simulation.Passes(accounts);

        var run = simulation.Run(passes, load.Pages + units, maxConcurrency, lambda: 1000);
        output.WriteLine(run.ToString());

        if (maxConcurrency <= 100) run.GivenUp.ShouldBe(0, "what the README recommends");
        run.Throttled.ShouldBe(0);
        run.Peak.ShouldBeLessThanOrEqualTo(maxConcurrency);
        run.Seconds.ShouldBeGreaterThan(Math.Max(passes.Sum() / maxConcurrency, passes.Max()));
        run.Seconds.ShouldBeLessThan(HubDefinition.With()["TimeoutSeconds"]!.GetValue<int>());
        load.Events(run.ListingTurnedAway).ShouldBeLessThan(25_000);
        if (accounts == 10_000) PrintedInTheReadme($"{run.ListingTurnedAway} further tries with 2,001 units: {load.Events(run.ListingTurnedAway):N0} events");
        PrintedInTheReadme($"| {accounts:N0} | {units:N0} | {maxConcurrency} | {run.Peak} | {passes.Sum() / 3600:N1} | {run.TurnedAway + run.ListingTurnedAway:N0} | {run.GivenUp} | {run.Seconds / 60:N0} | {load.CostOfAMonth(passes.Sum(), run.TurnedAway + run.ListingTurnedAway):N2} |");
    }

    [Theory]
    [InlineData(10, 4, 50, 10)]
    [InlineData(500, 50, 50, 50)]
    [InlineData(500, 50, 50, 500)]
    [InlineData(10_000, 2_001, 100, 1_000)]
    [InlineData(10_000, 2_001, 100, 10_000)]
    public void A_second_round_is_within_the_limits_and_takes_what_the_README_says(int accounts, int units, int maxConcurrency, int entered)
    {
        var load = new Load(accounts, units);
        var simulation = new Simulation(Seed);
        var passes = simulation.Passes(accounts);
        var first = simulation.Run(passes, load.Pages + units, maxConcurrency, lambda: 1000);

        var second = simulation.Run(passes[..entered], reads: 0, maxConcurrency, lambda: 1000);

        (first.GivenUp, second.GivenUp).ShouldBe((0, 0));
        load.BytesOfAPortion(entered).ShouldBeLessThan(Variable);
        var events = load.Events(first.ListingTurnedAway) + load.EventsToEnter(entered);
        events.ShouldBeLessThan(25_000);
        (24_600 + 44 + (3 * 30) + load.EventsToEnter(entered)).ShouldBeLessThan(25_000, "a run that is let begin comes to its end");
        var seconds = first.Seconds + second.Seconds;
        seconds.ShouldBeLessThan(HubDefinition.With()["TimeoutSeconds"]!.GetValue<int>());
        var cost = load.CostOfAMonth(passes.Sum() + passes[..entered].Sum(), first.TurnedAway + first.ListingTurnedAway + second.TurnedAway, entered);
        PrintedInTheReadme($"| {accounts:N0} | {entered:N0} | {maxConcurrency} | {load.Portions(entered)} | {load.BytesOfAPortion(entered):N0} | {events:N0} | {load.Transitions + load.TransitionsToEnter(entered):N0} | {seconds / 60:N0} | {cost:N2} |");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void Where_Organizations_is_slow_the_listing_of_the_largest_organization_takes_long_and_fits_into_one_history(double readsASecond)
    {
        var load = new Load(10_000, 2_001);

        var (seconds, triedAgain) = new Simulation(Seed, readsASecond).List(load.Pages + load.Units);

        load.Events(triedAgain).ShouldBeLessThan(24_600, "where a run ends by itself");
        PrintedInTheReadme($"| {readsASecond} | {triedAgain:N0} | {load.Events(triedAgain):N0} | {seconds / 60:N0} |");
    }

    [Theory]
    [InlineData(50, 45)]
    [InlineData(50, 10)]
    public void Where_Lambda_has_fewer_left_than_the_hub_asks_for_it_throttles_and_retries_make_up_for_some_of_it(int maxConcurrency, int lambda)
    {
        var load = new Load(500, 50);
        var simulation = new Simulation(Seed);

        var run = simulation.Run(simulation.Passes(load.Accounts), load.Pages + load.Units, maxConcurrency, lambda);

        run.Peak.ShouldBe(lambda);
        PrintedInTheReadme($"| {maxConcurrency} | {lambda} | {run.Throttled:N0} | {run.GivenUp} | {run.Seconds / 60:N0} |");
    }

    [InstalledFact("node jsonata")]
    public async Task The_transitions_counted_are_those_that_the_state_machine_makes()
    {
        Join(60, Sandbox.Organization.Root.CreateUnit("Workloads").CreateUnit("Production"));
        Join(59);

        await RunAsync();

        var load = new Load(120, 3);
        (Hub.Machine.Entered.Count + Hub.Machine.Children).ShouldBe(load.Transitions);
        Hub.Machine.Events.ShouldBe(load.Events(0));
        await RunAsync(("EventBus", "arn:aws:events:eu-west-1:111122223333:event-bus/security"));
        (Hub.Machine.Entered.Count + Hub.Machine.Children).ShouldBe(load.Transitions + 120 + 1);
        await RunAsync(("DryRun", "false"));
        (Hub.Machine.Entered.Count + Hub.Machine.Children, Hub.Machine.Events).ShouldBe((load.Transitions, load.Events(0)), "where nothing is to be done a live run takes what a rehearsal takes");

        Start(("DryRun", "false"));
        var usual = Hub.Function;
        Hub.Function = async (function, request) => function == "DigestFunction" ? JsonNode.Parse(Sums(request))! : await usual(function, request);
        await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync());
        (Hub.Machine.Entered.Count + Hub.Machine.Children, Hub.Machine.Events).ShouldBe((load.Transitions + load.TransitionsToEnter(110), load.Events(0) + load.EventsToEnter(110)));

        // 100 accounts of the first batch and 10 of the second have something to be done.
        static string Sums(JsonNode request)
        {
            string[] entered = [.. request["results"]!.AsArray().Select(result => result!["accountId"]!.ToString()).Take(request["results"]!.AsArray().Count == 100 ? 100 : 10)];
            var sums = $$"""{"accounts": {{entered.Length}}, "recording": 0, "deactivations": {{entered.Length}}, "deletions": 0}""";
            return request["entering"]!.ToString() == "none" ? "{}" : $$"""{"toDo": {{sums}}, "entering": [{{string.Join(',', entered.Select(id => $"\"{id} 1 0\""))}}]}""";
        }
    }

    private void PrintedInTheReadme(FormattableString figures)
    {
        var row = figures.ToString(CultureInfo.InvariantCulture);
        output.WriteLine($"seed {Seed}: {row}");
        Readme.ShouldContain(row);
    }
}
