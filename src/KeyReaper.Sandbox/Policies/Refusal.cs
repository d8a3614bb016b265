namespace KeyReaper.Sandbox.Policies;

/// <summary>Why policies do not allow a request.</summary>
/// <param name="Explicit">A statement denies it, which no other policy can override.</param>
/// <param name="Because">The reason, as it stands at the end of AWS's messages.</param>
internal sealed record Refusal(bool Explicit, string Because);
