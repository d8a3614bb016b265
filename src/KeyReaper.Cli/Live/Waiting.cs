using KeyReaper.Cli.Shell;
using Spectre.Console;

namespace KeyReaper.Cli.Live;

/// <summary>A progress bar while users are read. On standard error, so that piped output stays clean, and only if a person is watching.</summary>
internal static class Waiting
{
    /// <param name="work">Must only read, so that it can be abandoned at any point.</param>
    public static Task<T> ForAsync<T>(Func<IProgress<(int Read, int ToRead)>?, Task<T>> work, CancellationToken cancelled) =>
        ShownAsync("users", bar => work(bar is null ? null : new OfUsers(bar)), cancelled);

    public static Task<T> ForAccountsAsync<T>(Func<IProgress<(double Done, int Of)>?, Task<T>> work, CancellationToken cancelled) => ShownAsync("accounts", work, cancelled);

    private static async Task<T> ShownAsync<T>(string what, Func<Bar?, Task<T>> work, CancellationToken cancelled)
    {
        if (Console.IsErrorRedirected) return await work(null).WaitAsync(cancelled);

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (console.Profile.Width < Terminal.Narrowest) return await work(null).WaitAsync(cancelled); // a bar that the terminal has broken into lines could not be removed into several lines

        return await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn())
            .StartAsync(context => work(new Bar(context.AddTask($"Looking for {what} to read").IsIndeterminate(), what)).WaitAsync(cancelled));
    }

    private sealed class Bar(ProgressTask task, string what) : IProgress<(double Done, int Of)>
    {
        public void Report((double Done, int Of) value)
        {
            task.IsIndeterminate = false;
            task.MaxValue = value.Of;
            task.Value = Math.Max(task.Value, value.Done); // reported from several threads, not always in order
            task.Description = $"{(int)task.Value} of {value.Of} {what} read";
        }
    }

    private sealed class OfUsers(Bar bar) : IProgress<(int Read, int ToRead)>
    {
        public void Report((int Read, int ToRead) value) => bar.Report(value);
    }
}
