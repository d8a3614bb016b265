namespace KeyReaper.Sandbox.Policies;

/// <summary>Who is asking, as a trust policy may name it.</summary>
/// <param name="AccountId">The account it belongs to.</param>
/// <param name="Arn">That of the user or the role.</param>
/// <param name="SessionArn">That of the role's session; of a user once more its own.</param>
internal sealed record Principal(string AccountId, string Arn, string SessionArn);
