namespace KeyReaper.Sandbox.Policies;

/// <summary>Who is asking, as a trust policy may name it.</summary>
/// <param name="AccountId">The account that it belongs to.</param>
/// <param name="Arn">The ARN of the user or the role.</param>
/// <param name="SessionArn">The ARN of the role's session; for a user the same as <paramref name="Arn"/>.</param>
internal sealed record Principal(string AccountId, string Arn, string SessionArn);
