using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Demo;

/// <summary>The README's first command, its output in a pipe or on a terminal.</summary>
public sealed partial class DemoTests(PlayedDemos played) : IClassFixture<PlayedDemos>
{
    private readonly Child demo = played.Piped;

    [Fact]
    public async Task It_plays_six_weeks_from_the_rehearsal_to_the_last_deletion()
    {
        (await demo.ExitAsync()).ShouldBe(0, demo.Errors);
        demo.Errors.ShouldBeEmpty();

        var subjects = Subjects().Matches(demo.Output).Select(match => match.Groups["mode"].Value).ToArray();
        subjects.Length.ShouldBe(42);
        subjects[0].ShouldBe("DRY RUN");
        subjects[1..].ShouldAllBe(mode => mode == "LIVE");

        demo.Output.ShouldContain(": deactivated 8 of 64 access keys");
        demo.Output.ShouldContain(": deleted 8 of 65 access keys");
        demo.Output.ShouldEndWith("see README.md, Deploy.");
    }

    [Fact]
    public void Two_mails_are_shown_whole_and_the_rest_is_a_line_a_day_with_what_changed()
    {
        Mails().Matches(demo.Output).Select(match => match.Groups["mode"].Value).ShouldBe(["DRY RUN", "LIVE"]);
        Days().Count(demo.Output).ShouldBe(40);
        WholeMails().Replace(demo.Output, "").Split('\n').Length.ShouldBeLessThan(250);
        demo.Output.ShouldMatch(@"(?m)^aws iam update-access-key --user-name \S+ --access-key-id AKIA[A-Z2-7]{16} --status Active$");
    }

    [Fact]
    public void On_demand_every_mail_about_a_change_is_shown_whole()
    {
        var full = played.Full;

        Mails().Count(full.Output).ShouldBeGreaterThanOrEqualTo(12);
        full.Output.ShouldMatch(@"(?m)^Subject: \[KeyReaper LIVE\] 111122223333 \(example-prod\): deactivated [1-9]");
        full.Output.ShouldMatch(@"(?m)^Subject: \[KeyReaper LIVE\] 111122223333 \(example-prod\): deleted [1-9]");
        full.Output.ShouldContain("TURNED BACK ON (1)");
        Subjects().Count(full.Output).ShouldBe(42);
    }

    [Fact]
    public void It_shows_the_brake_holding_a_key_used_at_the_last_moment_and_a_missing_permission()
    {
        demo.Output.ShouldMatch(@"(?m): brake tripped, nothing deactivated or deleted$");
        demo.Output.ShouldContain("28 would be deactivated and MAX_DEACTIVATIONS is");
        demo.Output.ShouldMatch(@"(?m)^  KeyReaper did not deactivate access key AKIA[A-Z2-7]{16} of user svc-payroll: it changed meanwhile\. *$");
        demo.Output.ShouldMatch(@"(?m): needs attention, left all 65 access keys as they are$");
        demo.Output.ShouldMatch("""(?m)^  \{"Effect": "Allow", "Action": \["iam:DeleteAccessKey"\], "Resource": "arn:aws:iam::111122223333:user/\*"\}$""");
    }

    [Fact]
    public void It_ends_with_totals_and_the_page_of_the_last_day_of_each_of_several_at_once()
    {
        demo.Output.ShouldMatch(@"(?m)^Done: 42 passes, [0-9]+ AWS calls over HTTP\. *\n12 keys deactivated, 10 deleted, 28 held back by the brake, 1 spared at the last moment\.");

        string[] pages = [.. new[] { demo, played.Full, played.Elsewhere }.Select(one => Page().Match(one.Output).Value)];
        pages.ShouldBeUnique();
        foreach (var page in pages)
        {
            var html = File.ReadAllText(page);
            html.ShouldContain("<title>KeyReaper LIVE: account 111122223333 (example-prod)</title>");
            html.ShouldContain("KeyReaper deleted 1 of 56 access keys");
            html.ShouldEndWith("</html>");
        }
    }

    [Fact]
    public void Of_two_keys_of_one_user_it_shows_the_one_in_use_alive_and_the_other_deleted()
    {
        var fates = GatewayKeys().Matches(demo.Output).Select(match => (Id: match.Groups["id"].Value, Is: match.Groups["is"].Value)).ToLookup(fate => fate.Id, fate => fate.Is);

        fates.Count.ShouldBe(2);
        fates.Select(key => key.Last()).Order().ShouldBe(["Active", "deleted"]);
    }

    [Fact]
    public void In_a_pipe_there_is_no_escape_sequence() => demo.Output.ShouldNotContain('\e');

    [Fact]
    public void In_a_pipe_neither_NO_COLOR_nor_a_narrow_terminal_nor_a_build_server_around_it_changes_a_line() => Comparable(played.Elsewhere.Output).ShouldBe(Comparable(demo.Output));

    [InstalledFact("kill")]
    public async Task Interrupted_it_ends_without_a_stack_trace()
    {
        await using var interrupted = CommandLine.Start("demo");
        await interrupted.LineAsync(Subjects());

        await interrupted.SignalAsync("INT");

        (await interrupted.ExitAsync()).ShouldNotBe(0);
        interrupted.Output.ShouldNotContain("demo.html");
        interrupted.Errors.ShouldBeEmpty();
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_terminal_it_is_coloured_unless_NO_COLOR_is_set()
    {
        Colours().IsMatch((await played.OnTerminalAsync()).Output).ShouldBeTrue();
        Colours().IsMatch((await played.OnTerminalWithoutColourAsync()).Output).ShouldBeFalse();
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_narrow_terminal_there_is_no_table_and_commands_still_stand_on_one_line()
    {
        var narrow = await played.OnTerminalWithoutColourAsync();

        narrow.Output.ShouldMatch(@"(?m)^aws iam update-access-key --user-name svc-migration --access-key-id AKIA[A-Z2-7]{16} --status Active\r?\n");
        narrow.Output.ShouldNotContain('│');
        narrow.Output.ShouldMatch(@"2026-01-07  nothing to do\r?\n");
        narrow.Output.ShouldMatch(@"  svc-quarterly AKIA[A-Z2-7]{16} *\r?\n");
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_terminal_Enter_leads_from_scene_to_scene_and_Ctrl_C_out()
    {
        Prompts().Count((await played.OnTerminalWithoutColourAsync()).Output).ShouldBe(9);

        await using var left = played.StartOnTerminal(noColor: "1", press: "\\x03");
        (await left.ExitAsync()).ShouldNotBe(0);
        Prompts().Count(left.Output).ShouldBe(1);
        left.Output.ShouldNotContain("   at KeyReaper");
    }

    private static string Comparable(string output) => Page().Replace(Port().Replace(output, "127.0.0.1:PORT"), "PAGE");

    [GeneratedRegex(@"(?m)\[KeyReaper (?<mode>DRY RUN|LIVE)\] 111122223333 \(example-prod\): ")]
    private static partial Regex Subjects();

    [GeneratedRegex(@"(?m)^│ svc-gateway +│ (?<id>AKIA[A-Z2-7]{16}) │.*│ (?<is>\S+?)(,.*)? +│$")]
    private static partial Regex GatewayKeys();

    [GeneratedRegex(@"\e\[[0-9;]*(3[0-7]|38;[25]|9[0-7])[0-9;]*m")]
    private static partial Regex Colours();

    [GeneratedRegex(@"(?m)^Subject: \[KeyReaper (?<mode>DRY RUN|LIVE)\]")]
    private static partial Regex Mails();

    [GeneratedRegex(@"^From: .*?\(\.\.\.\)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex WholeMails();

    [GeneratedRegex(@"(?m)^20[0-9-]{8}  \[KeyReaper LIVE\]")]
    private static partial Regex Days();

    [GeneratedRegex(@"Press Enter to continue\.")]
    private static partial Regex Prompts();

    [GeneratedRegex(@"(?<=^The page of the last day:\n).*demo\.html$", RegexOptions.Multiline)]
    private static partial Regex Page();

    [GeneratedRegex(@"127\.0\.0\.1:[0-9]+")]
    private static partial Regex Port();
}
