using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Shell;

/// <summary>What people see of the built tool on terminals of any width, and how they can interrupt it.</summary>
public sealed class TerminalTests : IAsyncLifetime
{
    // Presses Ctrl+C when it reads the words.
    private const string Interrupting =
        """
        import fcntl, os, pty, signal, struct, sys, termios
        pid, terminal = pty.fork()
        if pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL) # in the background of a script it is ignored, and children inherit that
            os.execvp(sys.argv[2], sys.argv[2:])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
        seen, pressed = b'', False
        while True:
            try:
                some = os.read(terminal, 65536)
            except OSError:
                break
            if not some:
                break
            seen += some
            if not pressed and sys.argv[1].encode() in seen:
                pressed = os.write(terminal, b'\x03') == 1
        sys.stdout.buffer.write(seen)
        sys.stdout.flush()
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;

    private static readonly int[] Narrow = [1, 2];

    private LiveSandbox live = null!;

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_terminal_of_any_width_every_command_comes_to_its_end()
    {
        var key = live.Key("forgotten", used: 45);
        live.Key("made", used: 90).User.Tag("ManagedBy", "Terraform");
        string[] all = ["preview", $"explain {key.Id}", "--help", "preview --help"];

        foreach (var (columns, command) in Narrow.SelectMany(_ => all, (columns, command) => (columns, command)).Concat([(40, "preview"), (80, "preview"), (120, "preview"), (80, "help explain")]))
        {
            await using var shown = await live.RunOnTerminalAsync(columns, command);

            (await shown.ExitAsync()).ShouldBe(0, $"{columns} {command} {shown}");
            shown.Output.Length.ShouldBeLessThan(100_000);
            shown.Output.ShouldContain(command.Contains("help", StringComparison.Ordinal) ? "--help" : key.Id);
        }
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task Ctrl_C_ends_a_look_at_once_with_130_and_takes_the_bar_away()
    {
        live.Key("alice", used: 45);
        live.Key("slow", used: 45);
        live.Server.Faults.Add(new() { Action = "ListAccessKeys", UserName = "slow", Kind = FaultKind.Throttle, Times = 1000 });

        await using var interrupted = await live.RunAsync("python3", ["-c", Interrupting, "users read", "dotnet", CommandLine.Program, "preview", "--inventory", "walk"], ("TERM", "xterm-256color"), ("COLUMNS", null), ("NO_COLOR", null));

        (await interrupted.ExitAsync()).ShouldBe(130, interrupted.ToString());
        var afterwards = interrupted.Output[(interrupted.Output.LastIndexOf("users read", StringComparison.Ordinal) + 1)..];
        afterwards.ShouldContain("\e[2K"); // the progress bar's line is cleared
        interrupted.Output.LastIndexOf("\e[?25h", StringComparison.Ordinal).ShouldBeGreaterThan(interrupted.Output.LastIndexOf("\e[?25l", StringComparison.Ordinal)); // the cursor, shown again
        interrupted.Output.ShouldNotContain("   at ");
    }

    [InstalledFact("kill")]
    public async Task Told_to_end_by_a_supervisor_it_ends_with_143()
    {
        live.Key("slow", used: 45);
        live.Server.Faults.Add(new() { Action = "ListAccessKeys", UserName = "slow", Kind = FaultKind.Throttle, Times = 1000 });
        await using var look = live.Begin("preview", "--inventory", "walk");
        while (!live.Server.Calls.Any(call => call.Action == "ListAccessKeys")) await Task.Yield();

        await look.SignalAsync("TERM");

        (await look.ExitAsync()).ShouldBe(143, look.ToString());
        look.ToString().ShouldBe("Output:\n\nErrors:\n");
    }
}
