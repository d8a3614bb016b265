using System.Text;
using System.Text.Json;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>Names, tags and answers are data: whatever they contain, no report lies, no log line is forged, no document breaks, and no secret gets out.</summary>
public class HostileDataTests
{
    private const int Seed = 20261122;

    // Line breaks of every kind that XML can carry, a right-to-left override, a C1 control sequence, a tag character beyond the first plane.
    private const string Nasty = "a\nb\tc\u0085d\u2028e\u2029f\u202Eg\u009B31mh\U000E0041k\"l\\m{n}<o>'p`q$(r)&s";

    [Fact]
    public async Task Nothing_an_attacker_can_write_starts_a_line_or_steers_a_terminal_and_every_document_stays_whole()
    {
        await using var world = await World.StartAsync();
        world.With("OWNER_TAG", "owner");
        var key = world.Key("eve", used: 60, path: "/x\\\"{0}/");
        key.User.Tag("owner", $"{Nasty}\nKeyReaper LIVE: account 111122223333: deactivated 0 of 9 access keys");
        key.User.Tag(KeyClock.TagKey(key.Id), $"{Nasty}\nDELETED (1)");
        world.Key("mallory").User.Tag("keyreaper:exempt", $"{Nasty}\nEXEMPT USERS (0)");
        world.Key("trent").Use(service: Nasty, region: Nasty, at: world.Sandbox.Clock.GetUtcNow().AddDays(-90));
        world.Account.Alias = Nasty;

        await world.PassAsync();

        foreach (var text in new[] { world.MailText, world.Log })
        {
            foreach (var rune in text.EnumerateRunes())
                (rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format)).ShouldBeTrue($"U+{rune.Value:X4}");
            text.Split('\n').ShouldNotContain(line => line.TrimStart().StartsWith("DELETED", StringComparison.Ordinal) || line.TrimStart().StartsWith("EXEMPT USERS (0)", StringComparison.Ordinal));
        }

        world.MailText.Split('\n').Count(line => line.StartsWith("KeyReaper LIVE: account", StringComparison.Ordinal)).ShouldBe(1);
        world.Mail.Subject!.ShouldAllBe(character => character >= ' ' && character <= '~');
        JsonDocument.Parse(world.Mail.BodyFor("sqs")).RootElement.GetProperty("keys").GetArrayLength().ShouldBe(2);
        JsonDocument.Parse(world.StandardOutput).RootElement.GetProperty("KeysDeactivated").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Fifty_of_the_longest_tags_on_every_user_leave_the_report_within_bounds()
    {
        await using var world = await World.StartAsync();
        world.With("OWNER_TAG", "owner").With("MAX_DEACTIVATIONS", "1000");
        for (var number = 0; number < 200; number++)
        {
            var user = world.Key($"user{number}").User;
            user.Tag("owner", new string('ö', 256));
            for (var tag = 0; tag < 48; tag++) user.Tag($"{tag:00}{new string('t', 126)}", new string('v', 256));
        }

        (await world.PassAsync()).Deactivated.ShouldBe(200);

        Encoding.UTF8.GetByteCount(world.Mail.Message).ShouldBeLessThanOrEqualTo(262_144);
    }

    [Fact]
    public async Task A_user_without_room_for_our_tag_keeps_its_key_and_every_report_says_so_until_there_is_room()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        for (var tag = 0; tag < 50; tag++) key.User.Tag($"tag{tag}", "x");

        await world.FailingPassAsync();
        world.Days(60);
        await world.FailingPassAsync();

        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain($"Access key {key.Id} of user alice was kept: its user has 50 tags, which leaves no room for the one in which KeyReaper remembers a key. Remove one of them.");
        key.User.Untag("tag0");
        (await world.PassAsync()).Deactivated.ShouldBe(1);
    }

    [Theory]
    [InlineData("keyreaper:ехempt")] // Cyrillic е and х
    [InlineData("\u212Aeyreaper:exempt")] // the Kelvin sign
    [InlineData("keyreaper:exempt ")]
    [InlineData("keyreaper:exempt\u200B")]
    [InlineData("keyreaper：exempt")] // a full-width colon
    public async Task A_tag_key_that_only_looks_like_the_exemption_is_none(string lookAlike)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        key.User.Tag(lookAlike, "true");

        await world.PassAsync();

        key.Status.ShouldBe("Inactive");
    }

    [Theory]
    [InlineData("inactive 2020-01-01T00:00:00Z seen 2026-01-04T06:00:00Z", "is older than the key")]
    [InlineData("inactive 2025-11-01T00:00:00Z seen 2026-01-05T06:16:01Z", "lies in the future")]
    [InlineData("deactivated 9999-12-31T23:59:59Z after 30 seen 9999-12-31T23:59:59Z", "lies in the future")]
    [InlineData("inactive  2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z", "is not in KeyReaper's format")]
    [InlineData("inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z;delete=now", "is not in KeyReaper's format")]
    [InlineData("inactive ٢٠٢٥-11-01T00:00:00Z seen 2026-01-04T06:00:00Z", "is not in KeyReaper's format")] // Arabic-Indic digits
    public async Task A_forged_clock_that_cannot_be_true_is_reported_and_replaced_by_a_full_grace_period(string forged, string flaw)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        key.Deactivate();
        key.User.Tag(KeyClock.TagKey(key.Id), forged);

        (await world.PassAsync()).GraceStarted.ShouldBe(1);

        world.MailText.ShouldContain(flaw);
        key.User.Tags[KeyClock.TagKey(key.Id)].ShouldBe("inactive 2026-01-05T06:00:00Z seen 2026-01-05T06:00:00Z");
    }

    [Fact]
    public async Task No_secret_session_token_or_signature_reaches_any_output()
    {
        await using var world = await World.StartAsync();
        var keys = Enumerable.Range(0, 5).Select(number => world.Key($"user{number}")).ToArray();
        world.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", UserName = "user1", Kind = FaultKind.AccessDenied });
        world.Sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", UserName = "user2", Kind = FaultKind.ServerError });
        world.Sandbox.Faults.Add(new() { Action = "TagUser", UserName = "user3", Kind = FaultKind.ResetBeforeEffect });

        var error = await world.FailingPassAsync();

        var output = string.Join('\n', world.Mail.Message, world.Mail.Subject, world.Log, world.StandardOutput, error.ToString());
        foreach (var key in keys) output.ShouldNotContain(key.Secret);
        foreach (var word in new[] { "AWS4-HMAC", "Signature=", "X-Amz-Security-Token", "SecretAccessKey", "ASIAKEYREAPERROLE000" }) output.ShouldNotContain(word);
    }

    [Fact]
    public void Whatever_a_tag_holds_its_parser_says_clock_or_no_clock()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 20_000; run++)
        {
            var text = Spoilt.Text(random, "deactivated 2026-11-22T06:00:00Z after 30 seen 2026-11-22T06:00:00Z 12");
            if (KeyClock.Parse(text) is { } clock) KeyClock.Parse(KeyClock.Format(clock)).ShouldBe(clock, $"seed {Seed}, run {run}: {text}");
        }
    }

    [Fact]
    public async Task Whatever_an_event_holds_it_is_understood_or_refused_and_never_makes_a_pass_go_live()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 20_000; run++)
        {
            var text = Spoilt.Text(random, """{"dryRun": true, "detail": {"accountId": 1}, "time": "2026-11-22T06:00:00Z"}""");
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(text));
            try
            {
                await PassRequest.ReadAsync(json);
            }
            catch (EventException error)
            {
                error.Message.ShouldStartWith("KeyReaper did nothing", customMessage: $"seed {Seed}, run {run}: {text}");
            }
        }
    }

    [Fact]
    public void Whatever_the_settings_hold_they_are_taken_or_all_problems_are_told()
    {
        var random = new Random(Seed);
        string[] valid = ["arn:aws:sns:eu-west-1:111122223333:keyreaper", "true", "false", "30", "/ci/,/svc/", "a*,b", "always", "walk", ""];
        for (var run = 0; run < 20_000; run++)
        {
            try
            {
                Settings.Parse(_ => Spoilt.Text(random, valid[random.Next(valid.Length)]));
            }
            catch (SettingsException error)
            {
                error.Problems.ShouldNotBeEmpty($"seed {Seed}, run {run}");
            }
        }
    }
}
