using KeyReaper.Sandbox.Time;
using KeyReaper.Sandbox.Trouble;

namespace KeyReaper.Sandbox;

/// <summary>How a <see cref="SandboxServer"/> is set up.</summary>
public sealed record SandboxOptions
{
    /// <summary>The sandbox's time; a clock frozen at <see cref="SandboxClock.DefaultStart"/> if none is given.</summary>
    public SandboxClock? Clock { get; init; }

    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The twelve digits of the default account.</summary>
    public string AccountId { get; init; } = "111122223333";

    /// <summary><c>aws</c>, <c>aws-us-gov</c>, <c>aws-cn</c> or <c>aws-eusc</c>: the second part of every ARN.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>
    /// The most items a page may hold, whatever the request's MaxItems. If unset, pages are like IAM's: 100 items, or MaxItems up to 1000.
    /// </summary>
    public int? PageSize { get; init; }

    /// <summary>Real time that passes before each answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How far each call moves the sandbox clock, so that a time budget can run out without real waiting.</summary>
    public TimeSpan LatencyOnClock { get; init; }

    /// <summary>
    /// The rate beyond which calls are answered with Throttling "Rate exceeded"; none if unset. It applies to each account and service
    /// separately: accounts do not slow each other down, nor does STS slow IAM.
    /// </summary>
    public RateLimit? RateLimit { get; init; }
}
