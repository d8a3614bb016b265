using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli;

/// <summary>The README's first command, its output in a pipe.</summary>
public sealed partial class DemoTests(PipedDemo piped) : IClassFixture<PipedDemo>
{
    private readonly Child demo = piped.Demo;

    [Fact]
    public async Task It_plays_six_weeks_from_the_rehearsal_to_the_last_deletion()
    {
        (await demo.ExitAsync()).ShouldBe(0, demo.Errors);
        demo.Errors.ShouldBeEmpty();

        var subjects = Subjects().Matches(demo.Output).Select(match => match.Groups["mode"].Value).ToArray();
        subjects.Length.ShouldBe(42);
        subjects[0].ShouldBe("DRY RUN");
        subjects[1..].ShouldAllBe(mode => mode == "LIVE");

        demo.Output.ShouldMatch(@"(?m)^Subject: \[KeyReaper LIVE\] 111122223333 \(example-prod\): deactivated [1-9]");
        demo.Output.ShouldMatch(@"(?m)^Subject: \[KeyReaper LIVE\] 111122223333 \(example-prod\): deleted [1-9]");
        demo.Output.ShouldContain("TURNED BACK ON (1)");
        demo.Output.ShouldMatch(@"(?m)^aws iam update-access-key --user-name \S+ --access-key-id AKIA[A-Z2-7]{16} --status Active$");
        demo.Output.ShouldEndWith("(see README.md).");
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
    public async Task In_a_pipe_neither_NO_COLOR_nor_a_narrow_terminal_nor_a_build_server_around_it_changes_a_line()
    {
        await using var other = await Child.RunAsync("dotnet", [CommandLine.Program, "demo"], ("NO_COLOR", "1"), ("COLUMNS", "40"), ("TERM", "dumb"), ("GITHUB_ACTIONS", "true"));

        WithoutPort(other.Output).ShouldBe(WithoutPort(demo.Output));
    }

    [InstalledFact("kill")]
    public async Task Interrupted_it_ends_without_a_stack_trace()
    {
        await using var interrupted = CommandLine.Start("demo");
        await interrupted.LineAsync(Subjects());

        await interrupted.SignalAsync("INT");

        (await interrupted.ExitAsync()).ShouldNotBe(0);
        interrupted.Errors.ShouldBeEmpty();
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_terminal_it_is_coloured_unless_NO_COLOR_is_set()
    {
        await using var coloured = await OnTerminalAsync(noColor: null);
        await using var plain = await OnTerminalAsync(noColor: "1");

        Colours().IsMatch(coloured.Output).ShouldBeTrue();
        Colours().IsMatch(plain.Output).ShouldBeFalse();
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_narrow_terminal_commands_still_stand_on_one_line()
    {
        await using var narrow = await OnTerminalAsync(noColor: "1", columns: 40);

        narrow.Output.ShouldMatch(@"(?m)^aws iam update-access-key --user-name svc-migration --access-key-id AKIA[A-Z2-7]{16} --status Active\r?\n");
    }

    /// <summary>Python has a terminal to offer; the exit code it hands on is the demo's.</summary>
    private static async Task<Child> OnTerminalAsync(string? noColor, int columns = 120)
    {
        const string Terminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
        var demo = await Child.RunAsync(
            "python3", ["-c", Terminal, "sh", "-c", $"stty cols {columns} && exec dotnet '{CommandLine.Program}' demo"], ("NO_COLOR", noColor), ("TERM", "xterm-256color"), ("COLUMNS", null));
        (await demo.ExitAsync()).ShouldBe(0, demo.ToString());
        return demo;
    }

    private static string WithoutPort(string output) => Port().Replace(output, "127.0.0.1:PORT");

    [GeneratedRegex(@"(?m)\[KeyReaper (?<mode>DRY RUN|LIVE)\] 111122223333 \(example-prod\): ")]
    private static partial Regex Subjects();

    [GeneratedRegex(@"(?m)^│ svc-gateway +│ (?<id>AKIA[A-Z2-7]{16}) │.*│ (?<is>\S+?)(,.*)? +│$")]
    private static partial Regex GatewayKeys();

    [GeneratedRegex(@"\e\[[0-9;]*(3[0-7]|38;[25]|9[0-7])[0-9;]*m")]
    private static partial Regex Colours();

    [GeneratedRegex(@"127\.0\.0\.1:[0-9]+")]
    private static partial Regex Port();
}
