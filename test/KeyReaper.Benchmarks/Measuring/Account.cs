using System.Diagnostics;
using System.Text.Json;
using KeyReaper.Benchmarks.Accounts;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary>A running <see cref="AccountServer"/>.</summary>
internal sealed class Account : IAsyncDisposable
{
    private readonly Process process;

    private Account(Process process, Ready ready) => (this.process, Ready) = (process, ready);

    public Ready Ready { get; }

    public static async Task<Account> StartAsync(Setup setup)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Parts.Account, JsonSerializer.Serialize(setup, Wire.Default.Setup)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process with the account did not start.");
        return new(process, JsonSerializer.Deserialize(line, Wire.Default.Ready)!);
    }

    public async Task<Measured> ReadAsync() => JsonSerializer.Deserialize(await AskAsync(AccountServer.Read), Wire.Default.Measured)!;

    /// <summary>Starts counting calls anew.</summary>
    public Task ClearAsync() => AskAsync(AccountServer.Clear);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close(); // it ends when there are no more questions
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string> AskAsync(string question)
    {
        await process.StandardInput.WriteLineAsync(question);
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process with the account ended.");
    }
}
