using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>The report says what Step Functions does not allow, before it ends the run.</summary>
public sealed class HubRunLimitTests : HubRunTest
{
    private const string TooMuch = "units above them and the tags of these take more than the 256 KiB of one state.";

    [InstalledFact("node jsonata")]
    public async Task Tags_are_counted_by_their_bytes()
    {
        var spared = Join(1, Sandbox.Organization.Root.CreateUnit("Empty")).Single();
        foreach (var number in Enumerable.Range(0, 330))
        {
            var unit = Sandbox.Organization.Root.CreateUnit($"Unit {number}");
            Tag(unit, ("keyreaper:exempt-users", new string('日', 250)));
            Join(1, unit);
        }

        (await AttentionAsync()).ShouldBe($"The ids of 332 accounts, of 332 {TooMuch} Give two hubs a part of the accounts each (IncludeAccounts, ExcludeAccounts), or tag fewer units.");
        Hub.Passes.ShouldBeEmpty();

        await RunAsync(("IncludeAccounts", spared));
        Passed.ShouldBe([spared], "what is above other accounts alone is not read");
    }

    [InstalledFact("node jsonata")]
    public async Task As_many_tags_as_fit_are_handed_on_and_a_few_more_are_told_whatever_they_are_written_in()
    {
        foreach (var letter in new[] { "x", "é", "日", "😀" })
        {
            TagUpTo(258_500, letter);
            await RunAsync();
            Passed.Count().ShouldBe(Sandbox.Accounts.Count, letter);
            Hub.Machine.LargestPayload.ShouldBeInRange(258_000, 262_144, letter);

            TagUpTo(261_000, letter);
            Start();
            (await AttentionAsync()).ShouldContain(TooMuch, customMessage: letter);
            Hub.Passes.ShouldBeEmpty(letter);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task A_history_that_pages_of_accounts_would_fill_is_told_before_it_is_full()
    {
        Start(("IncludeAccounts", "444400000001"));
        var tries = 0;
        Hub.Organizations = (action, _) => ++tries % 31 > 0 ? throw TooManyRequests() : JsonNode.Parse("""{"Accounts": [], "NextToken": "more"}""");

        (await AttentionAsync()).ShouldStartWith("Organizations lets too few reads through: 254 were answered and 7620 turned away. With the 0 units still to be read, the run would exceed the 25,000 events of one execution. No account was gone through.");

        Hub.Machine.Events.ShouldBeInRange(24_600, 25_000);
        Hub.Report["notFound"]!.AsArray().ShouldBeEmpty("it may be on a page that was not read");
    }

    [InstalledFact("node jsonata")]
    public async Task A_history_that_tags_of_units_would_fill_is_told_as_soon_as_it_is_sure_to()
    {
        foreach (var number in Enumerable.Range(0, 300)) Join(1, Sandbox.Organization.Root.CreateUnit($"Unit {number}"));
        Start();
        var tries = 0;
        Hub.Organizations = (action, _) => action == "ListTagsForResource" && ++tries % 31 > 0 ? throw TooManyRequests() : null;

        (await AttentionAsync()).ShouldStartWith("Organizations lets too few reads through: ");

        Hub.Machine.Events.ShouldBeInRange(24_000, 25_000);
        Hub.Passes.ShouldBeEmpty();
    }

    [InstalledFact("node jsonata")]
    public async Task A_batch_whose_digest_is_stopped_costs_its_accounts_their_lines_and_no_others()
    {
        Join(249);
        Start();
        Hub.Machine.Stopped = (map, input) => map == "DigestResults" && input!["Items"]!.AsArray().Count == 50;

        (await AttentionAsync()).ShouldBe("0 need attention, 50 are missing.");

        Hub.Report["digests"]!.AsArray().Count.ShouldBe(2);
        Hub.Report["trouble"].ShouldBeNull();
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_whose_child_is_stopped_is_missing_and_the_others_are_told()
    {
        var ids = Join(3);
        Start();
        Hub.Machine.Stopped = (map, input) => map == "ReapAccounts" && input!["event"]!["accountId"]!.ToString() == ids[1];

        (await AttentionAsync()).ShouldBe("0 need attention, 1 are missing.");

        Passed.ShouldBe([Account.Id, ids[0], ids[2]], ignoreOrder: true);
    }

    [InstalledFact("node jsonata")]
    public async Task Too_much_data_which_States_ALL_does_not_catch_costs_one_account_or_one_batch()
    {
        var ids = Join(3);
        Start();
        Hub.Organizations = (action, arguments) => (action, arguments.AsObject().First().Value!.ToString()) switch
        {
            ("DescribeAccount", var id) when id == ids[0] => throw TooMuchData(),
            ("ListTagsForResource", var id) when id == ids[1] => throw TooMuchData(),
            _ => null,
        };
        Hub.Pass = id => id == ids[2] ? throw TooMuchData() : null;
        Hub.Digest = _ => throw TooMuchData();

        await AttentionAsync();

        foreach (var id in ids) Told(id).ShouldEndWith(": failed: States.DataLimitExceeded: 256 KiB");
        Hub.Results.Count().ShouldBe(4);
        Hub.Report["digests"]![0]!["undigested"]!.AsArray().Count.ShouldBe(4);
    }

    private static StatesException TooManyRequests() => new("Organizations.TooManyRequestsException", "");

    private static StatesException TooMuchData() => new("States.DataLimitExceeded", "256 KiB");

    /// <summary>Units, an account in each, that are tagged until ids and tags take about so many bytes as JSON.</summary>
    private void TagUpTo(int bytes, string letter)
    {
        foreach (var one in Sandbox.Organization.Root.Units) one.Tags.Clear();
        var taken = (15 * Sandbox.Accounts.Count) + Sandbox.Organization.Root.Units.Sum(Bytes);
        for (var number = 0; taken < bytes; number++)
        {
            if (number / 50 == Sandbox.Organization.Root.Units.Count)
            {
                var more = Sandbox.Organization.Root.CreateUnit("Unit");
                Join(1, more);
                taken += 15 + Bytes(more);
            }

            var key = string.Create(CultureInfo.InvariantCulture, $"keyreaper:{number:0000}");
            var value = string.Concat(Enumerable.Repeat(letter, 200));
            Tag(Sandbox.Organization.Root.Units[number / 50], (key, value));
            taken += Encoding.UTF8.GetByteCount($$"""{"Key":"{{key}}","Value":"{{value}}"},""");
        }

        static int Bytes(SandboxOrganizationalUnit unit) => unit.Id.Length + 6;
    }
}
