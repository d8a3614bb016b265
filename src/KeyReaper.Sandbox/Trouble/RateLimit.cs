namespace KeyReaper.Sandbox.Trouble;

/// <summary>
/// A token bucket, the shape AWS Support describes for IAM: it holds <paramref name="Burst"/> calls and refills by the second.
/// </summary>
/// <param name="PerSecond">Calls a second in the long run.</param>
/// <param name="Burst">Calls at once after a rest.</param>
/// <param name="Clock">The time that refills the bucket; real time if none is given, because clients back off in real time.</param>
public sealed record RateLimit(double PerSecond, int Burst, TimeProvider? Clock = null);
