using System.Text;
using System.Text.Json.Nodes;
using KeyReaper.Organization;
using KeyReaper.Reporting;
using KeyReaper.Tests.Given;
using static KeyReaper.Tests.Organization.ARun;

namespace KeyReaper.Tests.Organization;

/// <summary>What a hundred accounts' results become on their way into one report.</summary>
public class DigestTests
{
    public static TheoryData<string, Standing, string> Results => new()
    {
        { "444400000001", Standing.Changed, "deactivated 2 of 9 access keys" },
        { "444400000002", Standing.Changed, "deactivated 1 and deleted 3 of 14 access keys; 2 were turned back on by someone; 1 began its grace period; 1 due" },
        { "444400000003", Standing.Attention, "Nothing was done, since the brake stopped the pass: of 300 access keys, 214 would be deactivated and the limit is 100. 214 not attempted." },
        { "444400000004", Standing.Attention, "KeyReaper deactivated 1 of 3 access keys. 1 failed. 1 not attempted." },
        { "444400000005", Standing.Due, "changed none of 4 access keys; 2 due" },
        { "444400000006", Standing.Quiet, "changed none of 6 access keys; root user with 1 access key" },
        { "444400000007", Standing.Quiet, "found no access keys" },
        { "444400000008", Standing.Changed, "would deactivate 2 of 5 access keys" },
        { "444400000009", Standing.Off, "The account's tag keyreaper:mode is off." },
        { "444400000010", Standing.Unreachable, "sts:AssumeRole: AccessDenied: User: arn:aws:sts::111122223333:assumed-role/keyreaper-hub-ReaperRole is not authorized." },
        { "444400000011", Standing.Unreachable, "UnreachableAccountException: Account 444400000011 could not be reached." },
        { "444400000012", Standing.Failed, "OverridesException: KeyReaper did nothing: 1 of the account's overrides cannot be used. - mode is unknown." },
        { "444400000013", Standing.Failed, "States.Timeout" },
    };

    [Theory, MemberData(nameof(Results))]
    public void A_result_becomes_a_line(string id, Standing standing, string text)
    {
        var line = Digest.Of([EveryStanding.Single(result => result.AccountId == id)], 10_000).Accounts!.ShouldHaveSingleItem();

        (line.Standing, line.Text).ShouldBe((standing, text));
    }

    [Fact]
    public void An_account_is_named_as_its_organization_does_or_else_by_its_alias()
    {
        Name(Done(1, "Payments", Pass(1) with { Alias = "payments-prod" })).ShouldBe("Payments");
        Name(Done(1, null, Pass(1) with { Alias = "payments-prod" })).ShouldBe("payments-prod");
        Name(Done(1, null, Pass(1))).ShouldBeNull();

        static string? Name(AccountResult result) => Digest.Of([result], 10_000).Accounts!.Single().Name;
    }

    [Fact]
    public void An_answer_that_is_not_there_not_the_account_s_or_not_understood_is_not_taken_for_a_clean_account()
    {
        Standing(new(Id(1), "done")).ShouldBe(KeyReaper.Organization.Standing.Failed);
        Standing(Done(1, null, Pass(2))).ShouldBe(KeyReaper.Organization.Standing.Failed);
        Standing(Done(1, null, Pass(1) with { Outcome = "splendid" })).ShouldBe(KeyReaper.Organization.Standing.Attention);
        Standing(NotDone(1, "splendid", "")).ShouldBe(KeyReaper.Organization.Standing.Failed);

        static Standing Standing(AccountResult result) => Digest.Of([result], 10_000).Accounts!.Single().Standing;
    }

    [Theory]
    [InlineData("changed", "would deactivate 214 of 300 access keys; going live would trip the brake")]
    [InlineData("attention", "So it was. Going live would trip the brake.")]
    public void A_rehearsal_above_the_brake_is_told_and_counted_even_where_there_is_no_room_for_its_line(string outcome, string text)
    {
        var rehearsal = Done(1, null, Pass(1) with { Mode = "DRY RUN", Outcome = outcome, Result = "So it was.", BrakeTripped = true, Keys = 300, Deactivated = 214 });

        Digest.Of([rehearsal], 10_000).Accounts!.Single().Text.ShouldBe(text);
        var report = Report(Of([]) with { Asked = 3, Digests = [Digest.Of([rehearsal, EveryStanding[2]], 0), Digest.Of([Like(rehearsal, 14, "b")], 0)] });
        report.Lines.ShouldBeEmpty();
        OrganizationText.Sentence(report).ShouldEndWith(" Going live would trip the brake in 2 accounts.");
    }

    [Fact]
    public void An_account_that_is_told_twice_counts_once_as_the_worse_so_that_one_that_is_lost_is_missed()
    {
        var report = Report(Of([Done(1, null, Pass(1) with { Keys = 4 }), NotDone(1, "failed", "States.Timeout"), Done(2, null, Pass(2) with { Keys = 3 }), Done(2, null, Pass(2) with { Keys = 3 })]) with { Asked = 3 });

        report.Lines.Select(line => (line.Id, line.Standing)).ShouldBe([(Id(1), KeyReaper.Organization.Standing.Failed), (Id(2), KeyReaper.Organization.Standing.Quiet)]);
        (report.Covered, report.Missing, report.Live.Accounts, report.Live.Counts.Keys).ShouldBe((2, 1, 1, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void However_little_room_there_is_it_is_kept_to_all_are_counted_and_what_matters_most_is_told(int room)
    {
        AccountResult[] results = [.. Enumerable.Range(0, 100).Select(number => Like(EveryStanding[number % EveryStanding.Count], number, "Größe \"日本\" \\"))];

        var digest = Digest.Of(results, room);

        Bytes(digest).ShouldBeLessThanOrEqualTo(Math.Max(room, 900));
        digest.Standings!.Values.Sum().ShouldBe(100);
        digest.Accounts!.Select(line => line.Standing).ShouldBeInOrder();
        if (room >= 200_000) digest.Accounts!.Count.ShouldBe(100);
        if (room == 2_000) digest.Accounts!.Select(line => line.Standing).Distinct().ShouldBe([KeyReaper.Organization.Standing.Unreachable]);
    }

    [Fact]
    public void The_digests_of_10_000_accounts_fit_into_one_state_with_all_else_that_it_holds()
    {
        var run = Kinds["10,000 accounts"].Run with { Inactive = [.. Enumerable.Range(1, 100).Select(Id)], Excluded = [.. Enumerable.Range(1, 315).Select(Id)], NotFound = [.. Enumerable.Range(1, 315).Select(Id)] };

        Bytes(run).ShouldBeLessThan(262_144);
    }

    [Fact]
    public void The_function_answers_what_the_contract_says()
    {
        var serializer = new OrganizationSerializer();

        var answer = serializer.Write(OrganizationFunction.Digest(serializer.Read<DigestRequest>(Contract.Text("digest-request"))));

        JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Contract.Text("digest-answer"))).ShouldBeTrue(answer);
    }

    private static int Bytes<T>(T value) => Encoding.UTF8.GetByteCount(new OrganizationSerializer().Write(value));
}
