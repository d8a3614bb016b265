using System.Net;
using System.Net.Sockets;
using KeyReaper.Cli.Live;

namespace KeyReaper.Tests.Cli;

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
    [InlineData("preview")]
    [InlineData("explain")]
    public async Task Help_on_a_look_says_what_it_may_call_and_how_it_ends(string command)
    {
        await using var help = await CommandLine.RunAsync(command, "--help");

        (await help.ExitAsync()).ShouldBe(0);
        foreach (var action in ReadOnlyCalls.Actions) help.Output.ShouldContain(action);
        help.Output.ShouldContain("Exit codes:\n  0  all was read\n  1  it could not be done\n  2  not everything could be read\n");
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
