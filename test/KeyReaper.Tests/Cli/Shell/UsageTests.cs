using System.Net;
using System.Net.Sockets;
using KeyReaper.Cli.Live;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Shell;

public class UsageTests
{
    [Fact]
    public async Task Help_lists_the_commands()
    {
        await using var help = await CommandLine.RunAsync("--help");

        (await help.ExitAsync()).ShouldBe(0);
        help.Output.ShouldMatch("(?m)^  demo +.");
        help.Output.ShouldMatch("(?m)^  preview +.");
        help.Output.ShouldMatch("(?m)^  explain <access-key-id> +.");
        help.Output.ShouldMatch("(?m)^  sandbox +.");
        help.Output.ShouldContain("keyreaper [command]");
        help.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help preview", "preview --help")]
    public async Task Help_is_a_command_too(string words, string same)
    {
        await using var help = await CommandLine.RunAsync(words.Split(' '));
        await using var option = await CommandLine.RunAsync(same.Split(' '));

        (await help.ExitAsync()).ShouldBe(0, help.ToString());
        help.Output.ShouldBe(option.Output);
        help.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("preview --unused-day 45", "There is no option or argument '--unused-day'. Did you mean --unused-days?", "preview ")]
    [InlineData("preview --unused-days", "Required argument missing for option: '--unused-days'.", "preview ")]
    [InlineData("preview --fail-on never", "--fail-on is 'never'. Valid: due, act and attention.", "preview ")]
    [InlineData("preview --csv --html -", "--csv and --html - cannot both be written to one output.", "preview ")]
    [InlineData("explane AKIAIOSFODNN7EXAMPLE", "There is no command or option 'explane'. Did you mean explain?", "")]
    [InlineData("help nothing", "There is no command 'nothing'.", "help ")]
    [InlineData("completion tcsh", "There are scripts for bash, zsh, fish and pwsh.", "completion ")]
    [InlineData("", "Required command was not provided.", "")]
    public async Task A_mistake_costs_one_line_and_a_pointer_on_standard_error_and_nothing_on_standard_output(string arguments, string says, string command)
    {
        await using var refused = await CommandLine.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        (await refused.ExitAsync()).ShouldBe(1, refused.ToString());
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldBe($"{says}\nSee: keyreaper {command}--help");
    }

    [Theory]
    [InlineData("[suggest:3]", "pre", "preview")]
    [InlineData("[suggest:17]", "preview --unused-", "--unused-days")]
    [InlineData("[suggest:18]", "preview --fail-on ", "act\nattention\ndue")]
    [InlineData("[suggest:20]", "preview --inventory ", "auto\nwalk")]
    public async Task The_library_s_own_suggestions_are_there_for_shells(string directive, string line, string suggestions)
    {
        await using var suggested = await CommandLine.RunAsync(directive, line);

        (await suggested.ExitAsync()).ShouldBe(0, suggested.ToString());
        suggested.Output.ShouldBe(suggestions);
    }

    [InstalledFact("bash")]
    public async Task The_script_for_bash_completes() => (await CompletedAsync("bash", "COMP_LINE='keyreaper preview --unused-'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(keyreaper preview --unused-); COMP_CWORD=2; _keyreaper; echo \"${COMPREPLY[@]}\"")).ShouldBe("--unused-days");

    [InstalledFact("fish")]
    public async Task The_script_for_fish_completes() => (await CompletedAsync("fish", "complete -C 'keyreaper preview --unused-'")).ShouldBe("--unused-days");

    [InstalledFact("zsh")]
    public async Task The_script_for_zsh_completes() =>
        (await CompletedAsync("zsh", "BUFFER='keyreaper preview --unused-'; CURSOR=${#BUFFER}; compadd() { shift; print -r -- \"$@\" }; _files() { }; _keyreaper")).ShouldBe("--unused-days");

    /// <summary>What a shell completes with the script, where a function stands in for the installed command.</summary>
    private static async Task<string> CompletedAsync(string shell, string completing)
    {
        await using var script = await CommandLine.RunAsync("completion", shell);
        var command = shell == "fish" ? $"function keyreaper; dotnet '{CommandLine.Program}' $argv; end" : $"keyreaper() {{ dotnet '{CommandLine.Program}' \"$@\"; }}";
        var before = shell == "zsh" ? "autoload -Uz compinit && compinit -u -D\n" : "";
        await using var completed = await Child.RunAsync(shell, ["-c", $"{before}{command}\n{script.Output}\n{completing}"]);
        (await completed.ExitAsync()).ShouldBe(0, completed.ToString());
        return completed.Output.Trim();
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("explain")]
    public async Task Help_on_a_look_says_what_it_may_call_and_how_it_ends(string command)
    {
        await using var help = await CommandLine.RunAsync(command, "--help");

        (await help.ExitAsync()).ShouldBe(0);
        foreach (var action in ReadOnlyCalls.Actions) help.Output.ShouldContain(action);
        help.Output.ShouldContain("Exit codes:\n  0    all was read\n  1    it could not be done\n  2    not everything could be read\n");
        help.Output.ShouldContain("\n  130  Ctrl+C");
        help.Output.ShouldContain("--exempt-users <names>");
    }

    [Fact]
    public async Task The_version_is_told()
    {
        await using var version = await CommandLine.RunAsync("--version");

        (await version.ExitAsync()).ShouldBe(0);
        version.Output.Trim().ShouldBe(CommandLine.Version);
    }

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("demo --fast", "--fast")]
    [InlineData("sandbox --port", "--port")]
    [InlineData("sandbox --port http", "--port is 'http'. Valid: whole numbers from 0 to 65535.")]
    [InlineData("sandbox --port 65536", "--port is '65536'. Valid: whole numbers from 0 to 65535.")]
    [InlineData("sandbox --port=-1", "--port is '-1'. Valid: whole numbers from 0 to 65535.")]
    [InlineData("", "command")]
    public async Task What_cannot_be_understood_is_named_and_nothing_is_started(string arguments, string says)
    {
        await using var refused = await CommandLine.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        (await refused.ExitAsync()).ShouldBe(1);
        refused.Errors.ShouldContain(says);
        refused.ToString().ShouldNotContain("   at ");
        refused.Output.ShouldNotContain("AWS_ENDPOINT_URL");
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        await using var refused = await CommandLine.RunAsync("sandbox", "--port", $"{port}");

        (await refused.ExitAsync()).ShouldBe(1);
        refused.Errors.Split('\n').ShouldHaveSingleItem().ShouldStartWith($"Cannot listen on port {port}: ");
        refused.Output.ShouldBeEmpty();
    }
}
