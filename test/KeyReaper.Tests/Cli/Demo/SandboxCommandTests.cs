using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Demo;

public partial class SandboxCommandTests
{
    [InstalledFact("bash", "aws")]
    public async Task The_printed_environment_points_the_AWS_CLI_at_it()
    {
        await using var sandbox = CommandLine.Start("sandbox");
        var exports = await ExportsAsync(sandbox);

        (await BashAsync(exports, "aws sts get-caller-identity --query Account --output text")).ShouldBe("111122223333");
        (await BashAsync(exports, "aws iam list-users --query 'Users[?UserName==`svc-gateway`].Path' --output text")).ShouldBe("/services/");
        (await BashAsync(exports, "aws sns create-topic --name reports --output text")).ShouldMatch("^arn:aws:sns:us-east-1:111122223333:reports$");
    }

    [InstalledFact("bash", "aws")]
    public async Task The_AWS_CLI_creates_users_and_reads_them_page_by_page()
    {
        await using var sandbox = CommandLine.Start("sandbox", "--empty");
        var exports = await ExportsAsync(sandbox);

        await BashAsync(exports, "for user in anna bert cleo; do aws iam create-user --user-name $user || exit 1; done");

        (await BashAsync(exports, "aws iam list-users --page-size 1 --query Users[].UserName --output text")).Split().ShouldBe(["anna", "bert", "cleo"]);
        (await BashAsync(exports, "aws iam list-users --max-items 2 --output json --query 'Users[].UserName'")).ShouldMatch("""^\[\s*"anna",\s*"bert"\s*\]$""");
    }

    [InstalledFact("kill")]
    public Task Ctrl_C_ends_it_cleanly_and_frees_its_port() => EndsCleanlyAsync("INT");

    [InstalledFact("kill")]
    public Task A_supervisor_s_request_ends_it_as_cleanly() => EndsCleanlyAsync("TERM");

    private static async Task EndsCleanlyAsync(string signal)
    {
        await using var sandbox = CommandLine.Start("sandbox", "--empty");
        var port = new Uri(EndpointForm().Match(await ExportsAsync(sandbox)).Value).Port;

        await sandbox.SignalAsync(signal);

        (await sandbox.ExitAsync()).ShouldBe(0, sandbox.ToString());
        sandbox.Errors.ShouldBeEmpty();
        using var next = new TcpListener(IPAddress.Loopback, port);
        next.Start();
    }

    /// <summary>Everything it prints, as a person pastes it.</summary>
    private static async Task<string> ExportsAsync(Child sandbox)
    {
        await sandbox.LineAsync(LastLine());
        return sandbox.Output;
    }

    /// <summary>What the last command prints after the environment was set as printed, without credentials and settings of this machine.</summary>
    private static async Task<string> BashAsync(string exports, string commands)
    {
        await using var bash = await Child.RunAsync(
            "bash", ["-c", $"{exports}\n{commands}"], ("AWS_CONFIG_FILE", "/dev/null"), ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"), ("AWS_REGION", null), ("AWS_DEFAULT_REGION", null));
        (await bash.ExitAsync()).ShouldBe(0, bash.ToString());
        return bash.Output.Trim();
    }

    [GeneratedRegex("^# Ctrl\\+C ends it")]
    private static partial Regex LastLine();

    [GeneratedRegex("(?<=AWS_ENDPOINT_URL=)\\S+")]
    private static partial Regex EndpointForm();
}
