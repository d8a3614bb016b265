using System.Text.Json;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Organization;

namespace KeyReaper.Tests.Pass;

/// <summary>Who is exempt, and what reports say about it, through the handler and over the wire.</summary>
public class ExemptionPassTests
{
    [Theory]
    [InlineData("2020-01-31 yearly close SEC-123", "Inactive")]
    [InlineData("2026-01-04 yearly close", "Inactive")]
    [InlineData("2026-01-05 yearly close", "Active")]
    [InlineData("2026-01-05", "Active")]
    [InlineData("false", "Inactive")]
    [InlineData("False", "Active")]
    [InlineData("2020-02-30 yearly close", "Active")]
    [InlineData("until further notice", "Active")]
    public async Task A_leading_date_ends_an_exemption_and_nothing_else_but_false_does(string value, string status)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        key.User.Tag("keyreaper:exempt", value);

        var summary = await world.PassAsync();

        (key.Status, summary.ExemptUsers).ShouldBe((status, status == "Active" ? 1 : 0));
    }

    [Theory]
    [InlineData("31-01-2027")]
    [InlineData("2027-02-30")]
    public async Task What_looks_like_a_date_and_is_none_exempts_and_is_pointed_out(string value)
    {
        await using var world = await World.StartAsync();
        var (one, other) = (world.Key("alice"), world.Key("bob"));
        one.User.Tag("keyreaper:exempt", value);
        other.User.Tag($"keyreaper:exempt:{other.Id}", value);

        await world.PassAsync();

        (one.Status, other.Status).ShouldBe(("Active", "Active"));
        world.MailText.ShouldContain($"User alice is exempt for good: the tag keyreaper:exempt={value} looks like a date, but not one that KeyReaper can read. For an end, begin the value like 2027-01-31");
        world.MailText.ShouldContain($"Access key {other.Id} of user bob is exempt for good: the tag keyreaper:exempt:{other.Id}={value} looks like a date");
        world.MailText.ShouldContain($"  tag keyreaper:exempt={value}, no end date");
    }

    [Fact]
    public async Task A_single_key_is_exempt_through_its_day_and_its_user_s_others_are_read_and_counted()
    {
        await using var world = await World.StartAsync();
        var (spared, due, busy) = (world.Key("alice"), world.Key("alice"), world.Key("alice", used: 1));
        spared.User.Tag($"KeyReaper:Exempt:{spared.Id}", "2026-01-09 handover SEC-7");

        var summary = await world.PassAsync();

        (spared.Status, due.Status, busy.Status).ShouldBe(("Active", "Inactive", "Active"));
        (summary.Keys, summary.InUse, summary.Deactivated, summary.ExemptUsers, summary.Failed).ShouldBe((3, 1, 1, 0, 0));
        world.MailText.ShouldContain(
            $"""
            EXEMPTIONS THAT END (1)
            Within the warning period. To extend one, give its tag a later date.

            user alice
              tag keyreaper:exempt:{spared.Id}=handover SEC-7, through 2026-01-09
              key {spared.Id}
                deactivated on 2026-01-10 unless used
            """);
        var told = JsonElement.Parse(world.Mail.BodyFor("sqs")).GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("accessKeyId").GetString() == spared.Id);
        (told.GetProperty("act").GetString(), told.GetProperty("reason").GetString(), told.GetProperty("detail").GetString()).ShouldBe(("keep", "exempt", $"tag keyreaper:exempt:{spared.Id}=handover SEC-7"));

        world.Days(4);
        busy.Use();
        await world.PassAsync();
        spared.Status.ShouldBe("Active");

        world.Days(1);
        (await world.PassAsync()).Deactivated.ShouldBe(1);
        spared.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task A_single_key_exempted_between_the_look_at_it_and_the_act_is_kept()
    {
        await using var world = await World.StartAsync();
        var (spared, due) = (world.Key("alice"), world.Key("alice"));
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Skip = 1, Times = 1, Before = _ => spared.User.Tag($"keyreaper:exempt:{spared.Id}", "wait") });

        (await world.PassAsync()).Deactivated.ShouldBe(1);

        (spared.Status, due.Status).ShouldBe(("Active", "Inactive"));
        world.MailText.ShouldContain("it changed meanwhile");
    }

    [Fact]
    public async Task A_single_key_exempted_and_turned_on_right_before_its_deletion_is_left_as_it_is()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        key.Deactivate();
        key.User.Tag($"keyreaper:key:{key.Id}", "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z");
        world.Sandbox.Faults.Add(new()
        {
            Action = "GetUser",
            Skip = 1,
            Times = 1,
            Before = _ =>
            {
                key.Activate();
                key.User.Tag($"keyreaper:exempt:{key.Id}", "wait");
            },
        });

        (await world.PassAsync()).Deleted.ShouldBe(0);

        world.Mutations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_exemption_of_a_key_that_is_gone_is_pointed_out_and_no_key_is_listed_as_exempt_for_it()
    {
        await using var world = await World.WalkingAsync();
        var (gone, other) = (world.Key("alice"), world.Key("alice", used: 1));
        gone.User.Tag($"keyreaper:exempt:{gone.Id}", "handover");
        gone.User.Tag($"keyreaper:key:{gone.Id}", "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z");
        gone.Delete();

        await world.PassAsync();

        world.MailText.ShouldContain($"User alice has the tag keyreaper:exempt:{gone.Id}, which protects nothing");
        world.MailText.ShouldNotContain("EXEMPT ACCESS KEYS");
        other.Status.ShouldBe("Active");
    }

    [Fact]
    public async Task An_exempt_key_that_is_inactive_is_neither_recorded_nor_deleted()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        key.Deactivate();
        key.User.Tag($"keyreaper:exempt:{key.Id}", "evidence");
        key.User.Tag($"keyreaper:key:{key.Id}", "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z");
        var before = world.Account.Snapshot();

        (await world.PassAsync()).Deleted.ShouldBe(0);

        world.Account.Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task What_was_meant_to_protect_somebody_and_protects_nobody_is_pointed_out(string inventory)
    {
        await using var world = await World.StartAsync();
        world.With("INVENTORY", inventory).With("EXEMPT_USERS", "break-glas,break-gl*,a=2Cb").With("EXEMPT_PATHS", "/svc/,/service/");
        world.Key("break-glass", used: 1);
        world.Key("a,b", used: 1, path: "/service/");
        var alice = world.Key("alice").User;
        alice.Tag("keyreaper:exemptt", "true");
        alice.Tag("keyreaper:exempt:AKIANOSUCHKEY0000000", "true");
        alice.Tag("KeyReaper-Exempt", "true");
        alice.Tag("keyreaper", "mine");

        await world.PassAsync();

        string[] told = [.. JsonElement.Parse(world.Mail.BodyFor("sqs")).GetProperty("notices").EnumerateArray().Select(line => line.GetString()!)];
        told.Where(line => line.Contains("protects no", StringComparison.Ordinal)).ShouldBe(
        [
            "User alice has the tag KeyReaper-Exempt, which protects nothing: KeyReaper knows only keyreaper:exempt, and keyreaper:exempt: with the id of one of the user's keys.",
            "User alice has the tag keyreaper:exempt:AKIANOSUCHKEY0000000, which protects nothing: KeyReaper knows only keyreaper:exempt, and keyreaper:exempt: with the id of one of the user's keys.",
            "User alice has the tag keyreaper:exemptt, which protects nothing: KeyReaper knows only keyreaper:exempt, and keyreaper:exempt: with the id of one of the user's keys.",
            "EXEMPT_USERS has break-glas, which matches no user: it protects nobody.",
            "EXEMPT_PATHS has /svc/, which matches no user: it protects nobody.",
        ]);
        foreach (var line in told) world.MailText.ShouldContain(line);
    }

    [Fact]
    public async Task What_a_hub_sets_for_all_accounts_need_not_match_in_each_and_what_an_account_sets_should_match_there()
    {
        await using var hub = await Hub.StartAsync();
        hub.World.With("EXEMPT_USERS", "break-glass");
        var payments = hub.Join("444455556666");
        hub.World.Key("alice", used: 1, account: payments);

        await hub.PassAsync(payments, more: """{"overrides": [{"exemptUsers": "al=2A"}, {"exemptUsers": "bob", "exemptPaths": "/svc/"}]}""");

        var text = hub.LastMessage.BodyFor("email");
        text.ShouldContain("A tag of the account or of a unit above it adds bob to EXEMPT_USERS, which matches no user: it protects nobody here.");
        text.ShouldContain("A tag of the account or of a unit above it adds /svc/ to EXEMPT_PATHS, which matches no user: it protects nobody here.");
        text.ShouldNotContain("break-glass");
        text.ShouldNotContain("al*,");
    }

    [Fact]
    public async Task Exemptions_that_end_soon_are_told_with_what_becomes_of_each_key_and_that_comes_true()
    {
        await using var world = await World.StartAsync();
        world.With("NOTIFY", "changes");
        var (unused, busy, off) = (world.Key("alice"), world.Key("alice", used: 2), world.Key("alice"));
        off.Deactivate();
        unused.User.Tag("keyreaper:exempt", "2026-01-14 yearly close SEC-123");
        world.Key("bob").User.Tag("keyreaper:exempt", "2026-03-01");

        (await world.PassAsync()).Outcome.ShouldBe("quiet", "nine days are longer than the warning period");
        world.Topic.Messages.ShouldBeEmpty();
        world.Calls.ShouldNotContain("ListAccessKeys");

        world.Days(3);
        busy.Use();
        (await world.PassAsync()).Outcome.ShouldBe("due");

        (string Id, string Then, string Reason)[] told =
        [
            .. new[]
            {
                (unused.Id, "deactivated on 2026-01-15 unless used", "never-used"), (busy.Id, "deactivated on 2026-02-07 unless used", "in-use"),
                (off.Id, "inactive: its grace period begins on 2026-01-15", "found-inactive"),
            }.OrderBy(key => key.Id, StringComparer.Ordinal),
        ];
        world.MailText.ShouldContain(
            $"""
            EXEMPTIONS THAT END (1)
            Within the warning period. To extend one, give its tag a later date.

            user alice
              tag keyreaper:exempt=yearly close SEC-123, through 2026-01-14
            {string.Join('\n', told.Select(key => $"  key {key.Id}\n    {key.Then}"))}

            EXEMPT USERS (1)
            Their keys are left alone.

            user bob
              tag keyreaper:exempt, through 2026-03-01
            """);
        var ofAlice = Json(world).GetProperty("exemptUsers").EnumerateArray().First();
        (ofAlice.GetProperty("until").GetString(), ofAlice.GetProperty("by").GetString(), ofAlice.GetProperty("withinLimit").GetBoolean()).ShouldBe(("2026-01-14", "tag", true));
        ofAlice.GetProperty("then").EnumerateArray().Select(key => (key.GetProperty("accessKeyId").GetString()!, key.GetProperty("reason").GetString()!))
            .ShouldBe(told.Select(key => (key.Id, key.Reason)), ignoreOrder: true);

        world.Days(7);
        (await world.PassAsync()).ShouldSatisfyAllConditions(pass => pass.Deactivated.ShouldBe(1), pass => pass.GraceStarted.ShouldBe(1));
        (unused.Status, busy.Status).ShouldBe(("Inactive", "Active"));
    }

    [Fact]
    public async Task Keys_of_an_exemption_that_ends_which_cannot_be_read_are_not_known_and_no_failure()
    {
        await using var world = await World.StartAsync();
        world.Key("alice").User.Tag("keyreaper:exempt", "2026-01-06");
        world.Sandbox.Faults.Add(new() { Action = "ListAccessKeys", Kind = FaultKind.AccessDenied });

        (await world.PassAsync()).Failed.ShouldBe(0);

        world.MailText.ShouldContain("  tag keyreaper:exempt, through 2026-01-06\n  what becomes of its keys is not known");
        Json(world).GetProperty("exemptUsers").EnumerateArray().Single().TryGetProperty("then", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Exemptions_without_an_end_are_counted_and_named_and_one_longer_than_the_rule_allows_is_obeyed_and_told()
    {
        await using var world = await World.StartAsync();
        world.With("MAX_EXEMPT_DAYS", "30").With("EXEMPT_PATHS", "/vendor/");
        var (endless, late, short_) = (world.Key("alice"), world.Key("bob"), world.Key("carol"));
        endless.User.Tag("keyreaper:exempt", "true");
        late.User.Tag($"keyreaper:exempt:{late.Id}", "2026-02-05");
        short_.User.Tag("keyreaper:exempt", "2026-02-04 handover");
        world.Key("vendor", path: "/vendor/");

        await world.PassAsync();

        world.Account.Users.SelectMany(user => user.AccessKeys).ShouldAllBe(key => key.Status == "Active");
        world.MailText.ShouldContain("- 2 exemptions by tag are without an end, or longer than the 30 days that MAX_EXEMPT_DAYS allows. KeyReaper obeys them all the same.");
        world.MailText.ShouldContain($"  tag keyreaper:exempt:{late.Id}, through 2026-02-05\n  longer than MAX_EXEMPT_DAYS allows: 30 days");
        world.MailText.ShouldContain(
            """
            EXEMPT WITHOUT AN END (2)
            Their keys are left alone until somebody removes the exemption.

            user alice
              tag keyreaper:exempt=true, no end date
              longer than MAX_EXEMPT_DAYS allows: 30 days
            user vendor, path /vendor/
              path begins with /vendor/, no end date
            """.Replace("days\nuser", "days\n\nuser", StringComparison.Ordinal));
        var (users, keys) = (Json(world).GetProperty("exemptUsers"), Json(world).GetProperty("exemptKeys"));
        users.EnumerateArray().Where(one => !one.TryGetProperty("until", out _)).Select(one => one.GetProperty("user").GetString()).ShouldBe(["alice", "vendor"]);
        users.EnumerateArray().Concat(keys.EnumerateArray()).Where(one => !one.GetProperty("withinLimit").GetBoolean()).Select(one => one.GetProperty("user").GetString()).ShouldBe(["alice", "bob"]);
        keys.EnumerateArray().Single().GetProperty("accessKeyId").GetString().ShouldBe(late.Id);
        Json(world).GetProperty("maxExemptDays").GetInt32().ShouldBe(30);
    }

    private static JsonElement Json(World world) => JsonElement.Parse(world.Mail.BodyFor("sqs"));
}
