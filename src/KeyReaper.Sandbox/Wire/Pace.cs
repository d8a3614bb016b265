using KeyReaper.Sandbox.Trouble;

namespace KeyReaper.Sandbox.Wire;

/// <summary>How fast calls are answered, as the sandbox's options say.</summary>
/// <param name="Latency">Real time that passes before each answer.</param>
/// <param name="LatencyOnClock">How far each call moves the sandbox clock.</param>
/// <param name="RateLimit">The limit for each account and service; null if there is none.</param>
internal sealed record Pace(TimeSpan Latency, TimeSpan LatencyOnClock, RateLimit? RateLimit);
