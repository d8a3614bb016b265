namespace KeyReaper.Sandbox.Policies;

/// <summary>What policies say against a request.</summary>
/// <param name="Explicit">A statement denies it, which no other policy can make good.</param>
/// <param name="Because">The reason as AWS ends its messages.</param>
internal sealed record Refusal(bool Explicit, string Because);
