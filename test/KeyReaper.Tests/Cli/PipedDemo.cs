using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli;

/// <summary>One run of the demo, its output in a pipe, for all tests that read it.</summary>
public sealed class PipedDemo : IAsyncLifetime
{
    internal Child Demo { get; private set; } = null!;

    public async Task InitializeAsync() => Demo = await CommandLine.RunAsync("demo");

    public Task DisposeAsync() => Demo.DisposeAsync().AsTask();
}
