using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given.Preloaded;

namespace KeyReaper.Tests.Given;

/// <summary>A process started by a test, which it never outlives.</summary>
internal sealed class Child : IAsyncDisposable
{
    // Far longer than anything here takes. It only ends a test that would hang.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private const int Interrupt = 2;

    private readonly Process process;
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<string> output = [];
    private ImmutableList<string> errors = [];
    private TaskCompletionSource lineRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Child(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(ref output, line.Data, outputEnded);
        process.ErrorDataReceived += (_, line) => Take(ref errors, line.Data, errorsEnded);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far, with lines joined by a line feed.</summary>
    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    /// <param name="environment">Variables to set; null removes one.</param>
    public static Child Start(string command, IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> environment)
    {
        PreloadedTools.PutOnPath();
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>Starts a process that Ctrl+C ends even where it does not end this one: under nohup and in the background of a script it is ignored, and children inherit that.</summary>
    public static Child StartInterruptible(string command, IEnumerable<string> arguments) =>
        IgnoresInterrupts ? Start("env", ["--default-signal=INT", command, .. arguments]) : Start(command, arguments);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Child> RunAsync(string command, IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> environment)
    {
        var child = Start(command, arguments, environment);
        await child.ExitAsync();
        return child;
    }

    /// <summary>The first line, of output or errors, that the pattern matches.</summary>
    public async Task<Match> LineAsync(Regex pattern)
    {
        using var impatience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var (next, ended) = (Volatile.Read(ref lineRead), Ended); // taken before looking, so that a later line is not missed
            if (output.Concat(errors).Select(line => pattern.Match(line)).FirstOrDefault(match => match.Success) is { } found) return found;
            if (ended) throw new InvalidOperationException($"{process.StartInfo.FileName} ended without a line like {pattern}. {this}");
            await next.Task.WaitAsync(impatience.Token);
        }
    }

    /// <summary>Its exit code, once it has ended and all its output has been read.</summary>
    public async Task<int> ExitAsync()
    {
        using var impatience = new CancellationTokenSource(Patience, TimeProvider.System);
        await process.WaitForExitAsync(impatience.Token);
        return process.ExitCode;
    }

    /// <summary>Sends a signal, such as INT, which is what Ctrl+C sends.</summary>
    public async Task SignalAsync(string signal)
    {
        await using var kill = await RunAsync("kill", [$"-{signal}", $"{process.Id}"]);
        (await kill.ExitAsync()).ShouldBe(0, kill.Errors);
    }

    /// <summary>Kills the process and waits until it has ended. None of its own clean-up runs.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit(Patience);
    }

    public override string ToString() => $"Output:\n{Output}\nErrors:\n{Errors}";

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await ExitAsync();
        process.Dispose();
    }

    private static bool IgnoresInterrupts =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1] is var mask
        && (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1 << (Interrupt - 1))) != 0;

    private bool Ended => outputEnded.Task.IsCompleted && errorsEnded.Task.IsCompleted;

    private void Take(ref ImmutableList<string> lines, string? line, TaskCompletionSource ended)
    {
        if (line is null) ended.TrySetResult();
        else ImmutableInterlocked.Update(ref lines, list => list.Add(line));

        Interlocked.Exchange(ref lineRead, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
