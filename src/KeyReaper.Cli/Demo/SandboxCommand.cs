using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KeyReaper.Cli.Shell;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Cli.Demo;

/// <summary><c>keyreaper sandbox</c>: a standing server for any AWS client.</summary>
internal static class SandboxCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port to listen on; 0 takes a free one.", HelpName = "0-65535", DefaultValueFactory = _ => 0, CustomParser = Port };
        var empty = new Option<bool>("--empty") { Description = "Starts with an account without users, instead of the demo's account and an organization around it." };
        var command = new Command("sandbox", "Runs an IAM, SNS, STS and Organizations server on this machine until Ctrl+C, and prints the environment that points any AWS client at it.") { port, empty };
        command.SetAction((result, cancelled) => RunAsync(result.GetValue(port), result.GetValue(empty), result.InvocationConfiguration, cancelled));
        return command;
    }

    private static int Port(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort) return port;

        argument.AddError($"--port is '{text}'. Valid: whole numbers from 0 to {IPEndPoint.MaxPort}.");
        return 0;
    }

    private static async Task<int> RunAsync(int port, bool empty, InvocationConfiguration console, CancellationToken cancelled)
    {
        SandboxServer sandbox;
        try
        {
            sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = port, Clock = SandboxClock.Running() }, cancelled);
        }
        catch (Exception error) when (error is IOException or SocketException) // the port is in use, or only an administrator may use it
        {
            await console.Error.WriteLineAsync($"Cannot listen on port {port}: {error.GetBaseException().Message}. Give another --port, or none to take a free one.");
            return ExitCode.CouldNot;
        }

        await using (sandbox) await ServeAsync(sandbox, empty, console.Output, cancelled);
        return 0;
    }

    private static async Task ServeAsync(SandboxServer sandbox, bool empty, TextWriter output, CancellationToken cancelled)
    {
        IReadOnlyList<string> organization = [];
        if (!empty)
        {
            _ = new DemoAccount(sandbox);
            organization = DemoOrganization.Open(sandbox);
        }

        await output.WriteLineAsync(
            $"""
            # A sandbox account ({sandbox.Account.Id}) is ready. Nothing sent to it leaves this machine. In another terminal:
            export AWS_ENDPOINT_URL={sandbox.Endpoint}
            export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
            unset AWS_PROFILE AWS_SESSION_TOKEN
            # for example:
            #   aws iam list-users{(empty ? "" : $"\n#   keyreaper preview --accounts {string.Join(',', organization)}")}
            # Ctrl+C ends it.
            """);
        await output.FlushAsync(cancelled);

        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancelled);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is the normal way to end it.
        }
    }
}
