using KeyReaper.Tests.Published;
using KeyReaper.Tests.Sweeps;

namespace KeyReaper.Tests.Given;

/// <summary>What this assembly does when it runs as a separate process: it invokes a published function, or runs a pass that can be killed.</summary>
internal static class EntryPoint
{
    public static Task Main(string[] arguments) => arguments switch
    {
        [LambdaHost.Command, .. var rest] => LambdaHost.RunAsync(rest),
        [KilledPass.Command, .. var rest] => KilledPass.RunAsync(rest),
        _ => throw new ArgumentException($"{LambdaHost.Command} or {KilledPass.Command}, not '{string.Join(' ', arguments)}'", nameof(arguments)),
    };
}
