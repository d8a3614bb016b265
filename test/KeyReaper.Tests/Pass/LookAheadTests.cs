using System.Text.Json;
using KeyReaper.Cli.Html;
using KeyReaper.Cli.Seen;
using KeyReaper.Reporting;
using KeyReaper.Tests.Cli;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>Reports say what the brake will stop, beginning with the first that can know it.</summary>
public class LookAheadTests
{
    private const string Day30 = "2026-02-04";

    [Fact]
    public async Task Of_120_keys_inactive_for_years_every_report_says_when_the_brake_will_stop_their_deletion()
    {
        await using var world = WithInactiveKeys(120);
        world.With("DRY_RUN", "true");

        await world.PassAsync();
        world.MailText.ShouldContain($"If KeyReaper went live today, on {Day30} the brake would stop 120 deletions.");

        world.With("DRY_RUN", "false");
        for (var day = 0; day < 30; day++)
        {
            await world.PassAsync();

            world.MailText.ShouldContain($"On {Day30} the brake will stop 120 deletions.", Case.Sensitive, $"day {day}");
            world.MailText.ShouldContain("and MaxDeletions=120 in place of DryRun=false, before that day.", Case.Sensitive, $"day {day}");
            world.Days(1);
        }

        world.With("MAX_DELETIONS", "120");
        (await world.PassAsync()).Deleted.ShouldBe(120);
        world.MailText.ShouldNotContain("the brake will stop");
    }

    [Fact]
    public async Task Whoever_raises_the_number_in_time_hears_no_more_of_it()
    {
        await using var world = WithInactiveKeys(3);
        world.With("MAX_DELETIONS", "2");
        (await world.PassAsync()).Outcome.ShouldBe("changed");
        world.Days(1);
        (await world.PassAsync()).Outcome.ShouldBe("due", "there is something to do about it before the warning period");

        world.Days(1);
        world.With("MAX_DELETIONS", "3");

        (await world.PassAsync()).Outcome.ShouldBe("quiet");
    }

    [Fact]
    public async Task Keys_deactivated_together_under_a_raised_brake_are_announced_as_too_many_to_delete_together()
    {
        await using var world = await World.StartAsync();
        world.With("MAX_DEACTIVATIONS", "3").With("MAX_DELETIONS", "2");
        foreach (var name in (string[])["amy", "bea", "cid"]) world.Key(name, used: 60);

        (await world.PassAsync()).Deactivated.ShouldBe(3);

        world.MailText.ShouldContain($"On {Day30} the brake will stop 3 deletions.");
    }

    [Fact]
    public async Task The_credential_report_shows_deactivations_before_the_warning_period_does()
    {
        await using var world = await World.StartAsync();
        world.With("MAX_DEACTIVATIONS", "2");
        foreach (var name in (string[])["amy", "bea", "cid"]) world.Key(name, used: 16);
        world.Key("dan", used: 1);

        (await world.PassAsync()).DueSoon.ShouldBe(0);

        world.MailText.ShouldContain("On 2026-01-19 the brake will stop 3 deactivations.");
        world.MailText.ShouldContain("and MaxDeactivations=3 in place of DryRun=false, before that day.");
    }

    [Fact]
    public async Task A_report_whose_brake_held_ends_with_what_to_deploy_and_promises_nothing_of_what_it_stopped()
    {
        await using var world = await World.StartAsync();
        world.With("MAX_DEACTIVATIONS", "1");
        foreach (var name in (string[])["amy", "bea"]) world.Key(name, used: 60);
        world.Key("cid", used: 28);

        await Should.ThrowAsync<PassException>(() => world.PassAsync());

        world.MailText.Split("ABOUT THIS REPORT")[0].TrimEnd().Split('\n')[^1].ShouldBe("The brake tripped: 2 would be deactivated and MAX_DEACTIVATIONS is 1. Check the list, then raise the limit with the command in the stack's output GoLive, and MaxDeactivations=2 in place of DryRun=false.");
        world.MailText.ShouldContain("As long as the brake holds, none of them is deactivated or deleted.");
        world.MailText.ShouldNotContain("next: deleted");
        JsonElement.Parse(world.Mail.BodyFor("sqs")).GetProperty("keys").EnumerateArray()
            .Where(key => key.GetProperty("act").GetString() == "deactivate").ShouldAllBe(key => !HasNextStep(key));
    }

    [Fact]
    public void Mail_JSON_card_page_and_preview_say_it_alike()
    {
        var report = AReport.Of(AReport.Live with { Policy = AReport.Live.Policy with { MaxDeletions = 1 } }, [A.Key.Inactive(), A.Key.Inactive() with { Id = "AKIAOTHER" }]);
        const string Words = "On 2026-12-22, 2 access keys will be due to be deleted, and MAX_DELETIONS is 1: the brake will stop every deletion, then and on the days after. "
            + "If that is right, raise the limit with the command in the stack's output GoLive, and MaxDeletions=2 in place of DryRun=false, before that day.";

        TextReport.Lines(report).ShouldContain($"- {Words}");
        JsonReport.Of(report).Notices.ShouldContain(Words);
        JsonReport.Of(report).Ahead.Exceeding.ShouldBe([new(new(2026, 12, 22), "delete", 2, 1)]);
        AccountCard.Render(report, AccountMessage.Of(report).Attributes).ShouldContain(Words);
        HtmlReport.Render(report).ShouldContain("<strong>More than the brake allows</strong>: 2 deletions, and the limit is 1. None of them is done.");
        Printed.By(console => new PreviewScreen(console).Show(report, "arn:aws:iam::111122223333:user/you"), 200, ansi: false).ShouldContain("On 2026-12-22 the brake will stop 2 deletions.");
    }

    private static bool HasNextStep(JsonElement key) => key.TryGetProperty("nextStep", out _);

    private static World WithInactiveKeys(int count)
    {
        var world = World.WithoutSocket(); // so many calls
        for (var number = 0; number < count; number++) world.Key($"user-{number:000}", used: 900).Deactivate();
        return world;
    }
}
