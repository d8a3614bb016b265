namespace KeyReaper.Benchmarks.Accounts;

/// <summary>An access key as it is seeded, and what a live pass must make of it.</summary>
/// <param name="Deactivate">Whether a pass with the default settings has to deactivate it.</param>
internal sealed record KeyKind(string Name, DateTimeOffset Created, DateTimeOffset? LastUsed, bool Deactivate = false)
{
    public bool Active { get; init; } = true;

    /// <summary>When KeyReaper recorded that the key was inactive; null if it has not.</summary>
    public DateTimeOffset? InactiveSince { get; init; }

    /// <summary>When it was last seen so.</summary>
    public DateTimeOffset SeenInactive { get; init; }

    /// <summary>Whether a pass has to read the key at all.</summary>
    public bool Matters => Deactivate || DueSoon || !Active;

    /// <summary>Near enough to being deactivated to be announced.</summary>
    public bool DueSoon { get; init; }
}
