using Microsoft.Extensions.Hosting;

namespace KeyReaper.Sandbox.Wire;

/// <summary>
/// The sandbox lives as long as its owner wants. The host's default lifetime would handle Ctrl+C and SIGTERM itself, so that the process
/// around the sandbox would no longer end by them.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
