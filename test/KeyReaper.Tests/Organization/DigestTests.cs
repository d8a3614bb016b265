using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Organization;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using static KeyReaper.Tests.Organization.ARun;

namespace KeyReaper.Tests.Organization;

/// <summary>How the results of a hundred accounts are condensed for the report.</summary>
public class DigestTests
{
    public static TheoryData<string, Standing, string> Results => new()
    {
        { "444400000001", Standing.Changed, "deactivated 2 of 9 access keys" },
        { "444400000002", Standing.Changed, "deactivated 1 and deleted 3 of 14 access keys; 2 were turned back on by someone; 1 began its grace period; 1 due" },
        { "444400000003", Standing.Attention, "Nothing was done, since the brake stopped the pass: of 300 access keys, 214 would be deactivated and the limit is 100. 214 not attempted." },
        { "444400000004", Standing.Attention, "KeyReaper deactivated 1 of 3 access keys. 1 failed. 1 not attempted." },
        { "444400000005", Standing.Due, "left all 4 access keys as they are; 2 due" },
        { "444400000006", Standing.Quiet, "left all 6 access keys as they are; root user with 1 access key" },
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
        Name(Done(1, "Payments", PassOf(1) with { Alias = "payments-prod" })).ShouldBe("Payments");
        Name(Done(1, null, PassOf(1) with { Alias = "payments-prod" })).ShouldBe("payments-prod");
        Name(Done(1, null, PassOf(1))).ShouldBeNull();

        static string? Name(AccountResult result) => Digest.Of([result], 10_000).Accounts!.Single().Name;
    }

    [Fact]
    public void An_answer_that_is_not_there_not_the_account_s_or_not_understood_is_not_taken_for_a_clean_account()
    {
        Standing(new(Id(1), "done")).ShouldBe(KeyReaper.Organization.Standing.Failed);
        Standing(Done(1, null, PassOf(2))).ShouldBe(KeyReaper.Organization.Standing.Failed);
        Standing(Done(1, null, PassOf(1) with { Outcome = "splendid" })).ShouldBe(KeyReaper.Organization.Standing.Attention);
        Standing(NotDone(1, "splendid", "")).ShouldBe(KeyReaper.Organization.Standing.Failed);

        static Standing Standing(AccountResult result) => Digest.Of([result], 10_000).Accounts!.Single().Standing;
    }

    [Theory]
    [InlineData("changed", "would deactivate 214 of 300 access keys; going live would trip the brake")]
    [InlineData("attention", "So it was. Going live would trip the brake.")]
    public void A_rehearsal_above_the_brake_is_told_and_counted_even_where_there_is_no_room_for_its_line(string outcome, string text)
    {
        var rehearsal = Done(1, null, PassOf(1) with { Mode = "DRY RUN", Outcome = outcome, Result = "So it was.", BrakeTripped = true, Keys = 300, Deactivated = 214 });

        Digest.Of([rehearsal], 10_000).Accounts!.Single().Text.ShouldBe(text);
        var report = Report(Of([]) with { Asked = 3, Digests = [Digest.Of([rehearsal, EveryStanding[2]], 0), Digest.Of([Like(rehearsal, 14, "b")], 0)] });
        report.Lines.ShouldBeEmpty();
        OrganizationText.Sentence(report).ShouldEndWith(" Going live would trip the brake in 2 accounts.");
    }

    [Fact]
    public void An_account_with_two_results_counts_once_as_the_worse_so_that_a_lost_result_is_noticed()
    {
        var report = Report(Of([Done(1, null, PassOf(1) with { Keys = 4 }), NotDone(1, "failed", "States.Timeout"), Done(2, null, PassOf(2) with { Keys = 3 }), Done(2, null, PassOf(2) with { Keys = 3 })]) with { Asked = 3 });

        report.Lines.Select(line => (line.Id, line.Standing)).ShouldBe([(Id(1), KeyReaper.Organization.Standing.Failed), (Id(2), KeyReaper.Organization.Standing.Quiet)]);
        (report.Covered, report.Missing, report.Live.Accounts, report.Live.Counts.Keys).ShouldBe((2, 1, 1, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void However_little_room_there_is_a_digest_keeps_to_it_counts_all_accounts_and_lists_what_matters_most(int room)
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
    public void A_digest_has_only_the_sums_of_accounts_to_be_entered_and_leaves_their_share_of_the_room()
    {
        AccountResult[] results =
        [
            .. Enumerable.Range(0, 100).Select(number => Done(number, $"Account {number}", PassOf(number) with
            {
                Mode = number % 2 == 0 ? "DRY RUN" : "LIVE", Outcome = "changed", Deactivated = 2, Deleted = 1, Keys = 9, ToDo = number % 2 == 0 ? new(2, 1, number % 4) : null,
            })),
        ];

        var digest = Digest.Of(results, 4_000, Entering.All);

        digest.ToDo.ShouldBe(new(50, 25, 100, 50));
        digest.Standings!.Values.Sum().ShouldBe(50);
        (digest.Live!.Accounts, digest.DryRun).ShouldBe((50, null));
        Bytes(digest).ShouldBeLessThan(2_600);
        Digest.Of(results, 4_000, Entering.Recording).Standings!.Values.Sum().ShouldBe(75);
        var dryRun = Digest.Of(results, 4_000);
        (dryRun.Standings!.Values.Sum(), dryRun.ToDo).ShouldBe((100, digest.ToDo));
    }

    [Fact]
    public void Those_to_be_entered_are_listed_with_what_may_be_done_there()
    {
        AccountResult[] results =
        [
            Done(1, null, PassOf(1) with { Mode = "DRY RUN", Deactivated = 2, Deleted = 1, ToDo = new(2, 1, 0) }),
            Done(2, null, PassOf(2) with { Mode = "DRY RUN", Deactivated = 214, BrakeTripped = true, ToDo = new(0, 0, 3) }), // its own brake: as much may trip that again
            Done(3, null, PassOf(3) with { Mode = "DRY RUN", Deactivated = 2 }),
            Done(4, null, PassOf(4) with { Deactivated = 2, ToDo = new(2, 0, 0) }), // fell due after its rehearsal
            Done(5, null, PassOf(6) with { Mode = "DRY RUN", Deactivated = 2, ToDo = new(2, 0, 0) }), // another account's answer
            NotDone(6, "failed", "States.Timeout"),
        ];

        List(Entering.All).ShouldBe(("444400000001 2 1,444400000002 214 0", new Planned(2, 1, 2, 1)));
        List(Entering.Recording).ShouldBe(("444400000002 0 0", new Planned(1, 1, 0, 0)));
        List(Entering.None).ShouldBe(("", null));

        (string, Planned?) List(Entering entering)
        {
            var answer = Digest.Of(new([.. results.Select(result => JsonSerializer.SerializeToElement(result, JsonSerializerOptions.Web))], 0, entering, Lists: true));
            return (string.Join(',', answer.Entering!), answer.ToDo);
        }
    }

    [Fact]
    public void What_falls_due_on_a_day_is_summed_over_accounts_and_digests_and_forty_days_are_told()
    {
        var first = Done(1, null, PassOf(1) with { Ahead = [.. Enumerable.Range(1, 40).Select(day => new Due(new DateOnly(2026, 12, 1).AddDays(day), day, 1))] });
        var second = Done(2, null, PassOf(2) with { Ahead = [new(new(2026, 11, 30), 5, 0), new(new(2026, 12, 2), 0, 7)] });
        var run = Of([first, second]) with { Digests = [Digest.Of([first, second], 10_000), Digest.Of([Like(second, 3, "x")], 10_000), new(Ahead: "nonsense,20261202 1,20261340 1 1,20261202 1 1")] };

        run.Digests[0].Ahead!.Split(',').Length.ShouldBe(40);
        Report(run).Ahead.Take(3).ShouldBe([new(new(2026, 11, 30), 10, 0), new(new(2026, 12, 2), 2, 16), new(new(2026, 12, 3), 2, 1)]);
    }

    [Fact]
    public void With_all_days_ahead_and_half_of_them_to_be_entered_the_digests_of_10_000_accounts_still_fit_into_one_state()
    {
        Due[] ahead = [.. Enumerable.Range(1, 40).Select(day => new Due(new DateOnly(2026, 12, 1).AddDays(day), 10, 10))];
        AccountResult[] results = [.. Enumerable.Range(0, 10_000).Select(number => Done(number, $"Account {number}", PassOf(number) with
        {
            Mode = number % 4 == 0 ? "LIVE" : "DRY RUN", Outcome = "changed", Deactivated = 99, Deleted = 99, Keys = 999, Users = 999, InUse = 600, ToDo = number % 4 < 2 ? null : new(99, 99, 99), Ahead = ahead,
        }))];
        Digest[] first = [.. results.Chunk(100).Select(batch => Digest.Of(batch, 2_000, Entering.All))];
        var left = (200_000 - first.Sum(Bytes)) / 50;
        Digest[] second = [.. results.Where(result => result.IsEntered(Entering.All)).Select(result => result with { Summary = result.Summary! with { Mode = "LIVE", ToDo = null } }).Chunk(100).Select(batch => Digest.Of(batch, left))];

        first.Sum(Bytes).ShouldBeLessThan(200_000);
        Bytes(Kinds["10,000 accounts"].Run with { Digests = [.. first, .. second], Inactive = [.. Enumerable.Range(1, 100).Select(Id)], Excluded = [.. Enumerable.Range(1, 315).Select(Id)], NotFound = [.. Enumerable.Range(1, 315).Select(Id)] }).ShouldBeLessThan(262_144);
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
