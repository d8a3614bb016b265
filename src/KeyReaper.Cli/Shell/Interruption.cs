using System.Runtime.InteropServices;

namespace KeyReaper.Cli.Shell;

/// <summary>How a command ends that does not come to its own end: by Ctrl+C, by a supervisor, or by an error that nobody foresaw.</summary>
internal sealed class Interruption : IDisposable
{
    // To take a progress bar away takes none of it. What does not let go in that time is left.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource source = new();
    private readonly TaskCompletionSource<int> signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration onInterrupt;
    private readonly PosixSignalRegistration onTerminate;

    public Interruption()
    {
        onInterrupt = Register(PosixSignal.SIGINT, ExitCode.Interrupted);
        onTerminate = Register(PosixSignal.SIGTERM, ExitCode.Terminated);
    }

    public async Task<int> GuardAsync(Func<CancellationToken, Task<int>> command)
    {
        try
        {
            var running = command(source.Token);
            if (await Task.WhenAny(running, signalled.Task) == signalled.Task) await Task.WhenAny(running, Task.Delay(Grace, TimeProvider.System));
            return running.IsCompleted ? await running : await signalled.Task;
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            return await signalled.Task;
        }
#pragma warning disable CA1031 // the last resort: whoever runs a command is told what went wrong, and not where in its source
        catch (Exception error)
#pragma warning restore CA1031
        {
            Terminal.Complain(error is IOException or UnauthorizedAccessException ? $"The output could not be written: {error.Message}" : $"This should not have happened, and nothing was changed. {error.GetType().Name}: {error.Message}");
            return ExitCode.CouldNot;
        }
    }

    public void Dispose()
    {
        onInterrupt.Dispose();
        onTerminate.Dispose();
        source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !source.IsCancellationRequested; // the second one ends the process as if nobody listened
        signalled.TrySetResult(exitCode);
        source.Cancel();
    });
}
