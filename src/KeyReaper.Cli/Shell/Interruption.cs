using System.Runtime.InteropServices;

namespace KeyReaper.Cli.Shell;

/// <summary>Ends a command that is stopped by Ctrl+C, by a supervisor, or by an error that nobody foresaw.</summary>
internal sealed class Interruption : IDisposable
{
    // Removing a progress bar takes far less. Whatever takes longer is abandoned.
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
#pragma warning disable CA1031 // the last resort: whoever runs a command learns what went wrong, but not where in the source
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
        context.Cancel = !source.IsCancellationRequested; // a second Ctrl+C ends the process at once
        signalled.TrySetResult(exitCode);
        source.Cancel();
    });
}
