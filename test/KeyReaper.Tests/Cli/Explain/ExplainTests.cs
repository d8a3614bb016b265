using System.Text.Json;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Cli.Explain;
using KeyReaper.Cli.Live;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Explain;

/// <summary><c>keyreaper explain</c>: in words by the rules' own examples, and over the wire as a person runs it.</summary>
public sealed class ExplainTests : IAsyncLifetime
{
    private static readonly JsonSchema Schema = new("infra/explanation.schema.json", "infra/report.schema.json");

    private LiveSandbox live = null!;

    public static TheoryData<string> Situations => [.. Keys.Keys];

    private static Dictionary<string, AccessKey> Keys { get; } = new()
    {
        ["unknown"] = A.Key.Tagged("keyreaper:exempt", "true") with { Unreadable = new("iam:GetUser: AccessDenied: not authorized", "iam:GetUser") },
        ["exempt"] = A.Key.Tagged("keyreaper:exempt", "2027-01-31").UsedDaysAgo(90),
        ["settling"] = Tagged(A.Key.UsedDaysAgo(90), "deactivated 2026-11-22T05:45:00Z after 30 seen 2026-11-22T05:45:00Z"),
        ["reactivated"] = Tagged(A.Key.UsedDaysAgo(90), "inactive 2026-11-17T06:00:00Z seen 2026-11-21T06:00:00Z 2"),
        ["in-use"] = A.Key.UsedDaysAgo(1).Named("ci-jenkins", "/ci/").Tagged("owner", "platform team"),
        ["due-soon"] = Tagged(A.Key.UsedDaysAgo(90), "active 2026-10-27T06:00:00Z"),
        ["unused"] = A.Key.UsedDaysAgo(45),
        ["never-used"] = A.Key,
        ["no-room"] = A.Key.WithoutRoom(),
        ["in-use-after-all"] = Tagged(A.Key.Inactive().UsedDaysAgo(70), "deactivated 2026-10-12T06:00:00Z after 30 seen 2026-11-21T06:00:00Z"),
        ["not-watched"] = Tagged(A.Key.Inactive().UsedDaysAgo(90), "inactive 2026-10-12T06:00:00Z seen 2026-11-10T06:00:00Z"),
        ["found-inactive"] = Tagged(A.Key.Inactive(), "inactive 2030-01-01T00:00:00Z seen 2030-01-01T00:00:00Z"),
        ["in-grace"] = Tagged(A.Key.Inactive().UsedDaysAgo(90), "inactive 2026-11-12T06:00:00Z seen 2026-11-21T06:00:00Z"),
        ["grace-over"] = Tagged(A.Key.Inactive().UsedDaysAgo(90), "deactivated 2026-10-12T06:00:00Z after 30 seen 2026-11-21T06:00:00Z"),
        ["unknown-status"] = A.Key with { Status = KeyStatus.Other },
    };

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Situations))]
    public void Every_verdict_is_explained_by_the_rows_up_to_its_own(string situation)
    {
        var (report, step) = Judged(Keys[situation], AReport.DryRun with { OwnerTag = "owner" });

        var text = Shown(report, step, 80);

        text.ShouldBeApproved($"explain-{situation}");
        var rows = text[text.IndexOf("DECISION TABLE", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("  no ", StringComparison.Ordinal) || line.StartsWith("  yes ", StringComparison.Ordinal)).ToArray();
        rows.Length.ShouldBe(1 + Judge.Rows.ToList().FindIndex(row => row.Matches(new(step.Key, report.Settings.Policy, report.Now))));
        rows.Count(row => row.StartsWith("  yes ", StringComparison.Ordinal)).ShouldBe(1);
        rows[^1].ShouldStartWith("  yes ");
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public void As_JSON_every_verdict_follows_the_schema_and_says_the_same(string situation)
    {
        var (report, step) = Judged(Keys[situation], AReport.DryRun with { OwnerTag = "owner" });

        var json = ExplanationJson.Of(report, step, "arn:aws:sts::111122223333:assumed-role/auditor/ana").Render();

        Schema.Problems(json).ShouldBeEmpty();
        var root = JsonDocument.Parse(json).RootElement;
        root.GetProperty("verdict").GetString().ShouldBe(new Explanation(report, step).Verdict);
        root.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("matches").GetBoolean()).ShouldBe([.. Enumerable.Repeat(false, root.GetProperty("rows").GetArrayLength() - 1), true]);
        root.GetProperty("byHand").GetArrayLength().ShouldBe(step.Verdict.Act is Act.Deactivate or Act.Delete ? 1 : 0);
    }

    [Fact]
    public async Task As_JSON_it_is_one_document_and_nothing_else()
    {
        var key = live.Key("bob", used: 45);

        await using var explained = await live.RunAsync("explain", key.Id, "--json");

        (await explained.ExitAsync()).ShouldBe(0, explained.ToString());
        Schema.Problems(explained.Output).ShouldBeEmpty();
        explained.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void With_deletion_off_nothing_is_said_to_be_deleted()
    {
        var settings = AReport.DryRun with { Policy = A.Policy with { DeleteKeys = false } };

        Next(Keys["unused"]).ShouldBe("It would stay inactive: deletion is off. To keep it active: use it, or exempt the user.");
        Next(Keys["found-inactive"]).ShouldBe("Its grace period starts. Deletion is off, so it stays.");
        Next(Keys["in-grace"]).ShouldBe("It stays inactive until someone deletes it, or DELETE_KEYS is true again.");
        Next(Keys["grace-over"]).ShouldBe("It stays inactive until someone deletes it, or DELETE_KEYS is true again.");

        string Next(AccessKey key) => Judged(key, settings) is var (report, step) ? new Explanation(report, step).Next : "";
    }

    [Fact]
    public void Names_that_would_colour_hide_or_reorder_are_shown_as_they_are_written()
    {
        const string Hostile = "[red]eve[/]\e[31m\u202Egnol\u009B1A";
        var (report, step) = Judged(A.Key.Named(Hostile, "/[bold]/").Tagged("owner", Hostile).Tagged("keyreaper:exempt", Hostile) with { LastUse = new LastUse.At(A.DaysAgo(1), Hostile, Hostile) }, AReport.DryRun with { OwnerTag = "owner" });

        var text = Shown(report, step, 120, ansi: true);

        text.ShouldContain("[red]eve");
        text.ShouldNotContain("\e[31m");
        text.ShouldNotContain('\u202E');
        text.ShouldNotContain('\u009B');
    }

    [Fact]
    public async Task It_reads_that_one_user_and_agrees_with_the_pass()
    {
        live.Key("alice", used: 45, path: "/people/");
        var key = live.Key("bob", used: 45, path: "/ci/");
        live.Server.ClearCalls();
        var before = live.Account.Snapshot();

        await using var explained = await live.RunAsync("explain", key.Id, "--exempt-paths", "/people/");

        (await explained.ExitAsync()).ShouldBe(0, explained.ToString());
        explained.Errors.ShouldBeEmpty();
        explained.Output.ShouldContain($"Access key {key.Id} of user bob\nWhen live, KeyReaper would deactivate this key: unused.\n");
        explained.Output.ShouldMatch("(?m)^  path +/ci/ *$");
        live.Server.Calls.Select(call => call.UserName).OfType<string>().ShouldAllBe(name => name == "bob");
        live.Account.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_told_with_where_else_it_may_be()
    {
        var deleted = live.Key("alice");
        deleted.Delete();

        foreach (var id in new[] { deleted.Id, "AKIAOFANOTHERACCOUNT" })
        {
            await using var explained = await live.RunAsync("explain", id);

            (await explained.ExitAsync()).ShouldBe(1, explained.ToString());
            explained.Output.ShouldBeEmpty();
            explained.Errors.ShouldBe($"Account 111122223333 has no user with an access key {id}. It was deleted, or it belongs to another account or to the root user.");
        }
    }

    [Fact]
    public async Task A_key_that_IAM_does_not_speak_of_may_be_another_account_s()
    {
        live.SignAsRole();

        await using var explained = await live.RunAsync("explain", "AKIAOFANOTHERACCOUNT");

        (await explained.ExitAsync()).ShouldBe(1, explained.ToString());
        explained.Errors.ShouldStartWith("IAM does not say whose key AKIAOFANOTHERACCOUNT is: you are not allowed to ask about it, or it belongs to another account than 111122223333. iam:GetAccessKeyLastUsed: AccessDenied: ");
    }

    [Theory]
    [InlineData("iam:GetUser", 2)]
    [InlineData("iam:ListAccessKeys", 1)]
    public async Task A_denied_read_is_told_with_the_policy_that_would_allow_it(string denied, int exitCode)
    {
        var key = live.Key("alice", used: 45);
        var allowed = ReadOnlyCalls.Actions.Select(action => $"iam:{action}").Where(action => action != denied).Select(action => $"\"{action}\"");
        var policy = $$"""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [{{string.Join(", ", allowed)}}], "Resource": "*"}]}""";
        var role = live.SignAsRole(policy);

        await using var refused = await live.RunAsync("explain", key.Id);

        (await refused.ExitAsync()).ShouldBe(exitCode, refused.ToString());
        refused.Errors.ShouldContain($"Your credentials may not call {denied}.");
        if (exitCode == 2) refused.Output.ShouldContain("It is kept: unknown.");

        role.SetPolicies(policy, refused.Errors[refused.Errors.IndexOf("{\"Version\"", StringComparison.Ordinal)..]);
        await using var granted = await live.RunAsync("explain", key.Id);
        (await granted.ExitAsync()).ShouldBe(0, granted.ToString());
    }

    [Theory]
    [InlineData("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "not an access key id")] // a secret, pasted by mistake
    [InlineData("alice", "not an access key id")]
    [InlineData("ASIAIOSFODNN7EXAMPLE", "temporary credentials")]
    public async Task What_is_no_access_key_id_is_refused_and_not_repeated(string id, string says)
    {
        await using var refused = await live.RunAsync("explain", id);

        (await refused.ExitAsync()).ShouldBe(1);
        refused.Errors.ShouldContain(says);
        refused.ToString().ShouldNotContain(id);
        live.Server.Calls.ShouldBeEmpty();
    }

    private static AccessKey Tagged(AccessKey key, string value)
    {
        var tagged = key.Tagged($"keyreaper:key:{key.Id}", value);
        return tagged with { ClockTag = KeyClock.Find(tagged.User.Tags, key.Id) };
    }

    private static (Report Report, Step Step) Judged(AccessKey key, Settings settings)
    {
        var report = AReport.Of(settings, [key]);
        return (report, report.Plan.Steps.Single());
    }

    private static string Shown(Report report, Step step, int columns, bool ansi = false) =>
        Printed.By(console => new ExplainScreen(console).Show(report, step, "arn:aws:sts::111122223333:assumed-role/auditor/ana"), columns, ansi);
}
