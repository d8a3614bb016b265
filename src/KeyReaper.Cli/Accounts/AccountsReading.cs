using Amazon.Lambda.Core;
using KeyReaper.Asked;
using KeyReaper.Cli.Live;
using KeyReaper.Cli.Shell;
using KeyReaper.Pass;

namespace KeyReaper.Cli.Accounts;

/// <summary>Passes over many accounts, some at the same time. What goes wrong in one does not affect the others.</summary>
internal sealed class AccountsReading(Settings settings, TimeProvider clock, TextWriter errors, int atOnce)
{
    private static readonly TimeSpan AllTheTimeItTakes = TimeSpan.FromDays(1);

    /// <param name="ways">How to open each account, by its id or profile.</param>
    /// <param name="progress">Receives how many accounts have been read, counting parts of accounts, and of how many.</param>
    public async Task<AccountsReport> ReadAsync(IReadOnlyList<(string Name, Func<CancellationToken, Task<LiveAccount>> OpenAsync)> ways, IProgress<(double Done, int Of)>? progress, CancellationToken cancelled)
    {
        var now = clock.GetUtcNow();
        var looks = new AccountLook[ways.Count];
        var whole = new Whole(ways.Count, progress);
        await Parallel.ForEachAsync(Enumerable.Range(0, ways.Count), new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancelled }, async (place, cancelled) =>
        {
            looks[place] = await LookAsync(ways[place].Name, ways[place].OpenAsync, whole.Part(place), cancelled);
            whole.Done(place);
        });

        // Two profiles may lead to the same account, which counts once.
        var twice = looks.Where(look => look.Report is not null).GroupBy(look => look.Id).SelectMany(same => same.Skip(1)).ToHashSet();
        foreach (var look in twice) await errors.WriteLineAsync($"{look.Name} leads to account {look.Id}, as another profile does. The account is counted once.");
        return new(now, settings, [.. AccountLook.Ranked(looks.Where(look => !twice.Contains(look)))]);
    }

    private async Task<AccountLook> LookAsync(string name, Func<CancellationToken, Task<LiveAccount>> openAsync, IProgress<(int Read, int ToRead)> progress, CancellationToken cancelled)
    {
        try
        {
            using var account = await openAsync(cancelled);
            using var time = new TimeBudget(AllTheTimeItTakes, clock);
            return AccountLook.Of(name, account.CallerArn, await new Reaper(settings, account.Iam, clock, new OfAccount(account.Id, errors), progress).RunAsync(account.Id, time).WaitAsync(cancelled));
        }
        catch (LiveException error)
        {
            return new(name, CallerArn: null, Report: null, error.Message);
        }
    }

    /// <summary>Puts the account's id before each warning.</summary>
    private sealed class OfAccount(string id, TextWriter errors) : SilentLogger
    {
        public override void Log(string level, string message)
        {
            if (level is nameof(LogLevel.Warning)) errors.WriteLine($"Account {id}: {message}");
        }
    }

    private sealed class Whole(int accounts, IProgress<(double Done, int Of)>? progress)
    {
        private readonly double[] parts = new double[accounts];

        public IProgress<(int Read, int ToRead)> Part(int place) => new OfOne(this, place);

        public void Done(int place)
        {
            parts[place] = 1;
            Tell();
        }

        private sealed class OfOne(Whole whole, int place) : IProgress<(int Read, int ToRead)>
        {
            public void Report((int Read, int ToRead) value)
            {
                whole.parts[place] = Math.Max(whole.parts[place], 0.99 * value.Read / Math.Max(1, value.ToRead));
                whole.Tell();
            }
        }

        private void Tell() => progress?.Report((parts.Sum(), accounts));
    }
}
