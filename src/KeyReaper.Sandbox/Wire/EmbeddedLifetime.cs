using Microsoft.Extensions.Hosting;

namespace KeyReaper.Sandbox.Wire;

/// <summary>
/// The sandbox lives as long as its owner says. The host's usual lifetime takes Ctrl+C and SIGTERM for itself, and the process around the
/// sandbox would no longer end by them.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
