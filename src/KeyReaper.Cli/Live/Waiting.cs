using Spectre.Console;

namespace KeyReaper.Cli.Live;

/// <summary>A bar while users are read. On standard error, so that what is piped stays clean, and only where a person watches.</summary>
internal static class Waiting
{
    public static async Task<T> ForAsync<T>(Func<IProgress<(int Read, int ToRead)>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work(null);

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn())
            .StartAsync(context => work(new Bar(context.AddTask("Looking for users to read").IsIndeterminate())));
    }

    private sealed class Bar(ProgressTask task) : IProgress<(int Read, int ToRead)>
    {
        public void Report((int Read, int ToRead) value)
        {
            task.IsIndeterminate = false;
            task.MaxValue = value.ToRead;
            task.Value = Math.Max(task.Value, value.Read); // told from several threads, not always in order
            task.Description = $"{task.Value} of {value.ToRead} users read";
        }
    }
}
