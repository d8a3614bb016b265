using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Two runs at the same time: the one that began later says so and ends.</summary>
public sealed class HubRunOverlapTests : HubRunTest
{
    [InstalledFact("node jsonata")]
    public async Task A_run_that_finds_an_earlier_one_going_tells_of_it_and_touches_no_account()
    {
        Start(("IncludeAccounts", "999999999999"));
        Hub.Going = [("tuesday", "2026-01-05T06:00:00.123Z"), ("monday", "2026-01-04T06:00:00Z")];

        (await AttentionAsync()).ShouldBe(
            "Another run is going: arn:aws:states:eu-west-1:111122223333:execution:Organization:monday, since 2026-01-04T06:00:00Z. This one ended before its first account.");

        Hub.Passes.ShouldBeEmpty();
        Hub.Machine.Entered.ShouldNotContain("ListAccounts");
        Hub.Report["notFound"]!.AsArray().ShouldBeEmpty("nothing was looked for");
    }

    [InstalledFact("node jsonata")]
    public async Task Of_two_that_see_each_other_one_goes_on()
    {
        foreach (var (going, goesOn) in new ((string, string)[] Going, bool GoesOn)[]
        {
            ([("tuesday", "2026-01-05T06:00:00.123Z")], true),
            ([], true), // not listed yet, and nor is any other
            ([("wednesday", "2026-01-05T06:00:01Z"), ("tuesday", "2026-01-05T06:00:00.123Z")], true),
            ([("wednesday", "2026-01-05T06:00:00.124Z"), ("tuesday", "2026-01-05T06:00:00.123Z")], true),
            ([("tuesday", "2026-01-05T06:00:00.123Z"), ("wednesday", "2026-01-05T06:00:00Z")], false), // compared as text it would be the later one
            ([("tuesday", "2026-01-05T06:00:00Z"), ("wednesday", "2026-01-05T06:00:00Z")], true), // at the same time, so by name
            ([("tuesday", "2026-01-05T06:00:00Z"), ("duplicate", "2026-01-05T06:00:00Z")], false),
            ([("wednesday", "2026-01-05T06:00:01Z")], false), // not listed itself, so it may be the later one
            ([("wednesday", "2026-01-05T06:00:01Z"), ("tuesday", "2026-01-05T06:00:00Z"), ("monday", "2026-01-04T06:00:00Z")], false),
        })
        {
            Start();
            Hub.Going = going;

            if (goesOn) await Hub.RunAsync();
            else await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync());

            Hub.Passes.Any().ShouldBe(goesOn, string.Join(", ", going));
        }
    }

    [InstalledFact("node jsonata")]
    public async Task It_waits_before_it_looks_for_the_list_comes_a_moment_late()
    {
        await RunAsync();

        Hub.Machine.Entered[..4].ShouldBe(["Begin", "Settle", "ListRuns", "IsAlone"]);
        Hub.Machine.Waited.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [InstalledFact("node jsonata")]
    public async Task Where_the_runs_cannot_be_listed_it_is_told_and_no_account_is_touched()
    {
        Start();
        Hub.Odd = resource => resource == "aws-sdk:sfn:listExecutions" ? throw new StatesException("Sfn.AccessDeniedException", "not authorized to perform: states:ListExecutions") : [];

        (await AttentionAsync()).ShouldBe("ListRuns: Sfn.AccessDeniedException: not authorized to perform: states:ListExecutions");

        Hub.Passes.ShouldBeEmpty();
    }
}
