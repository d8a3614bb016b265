namespace KeyReaper.Sandbox.Accounts;

/// <summary>What IAM remembers of an access key's last use.</summary>
/// <param name="At">Whole seconds; up to 15 minutes before the real last use.</param>
/// <param name="Service">The service's signing name, such as <c>s3</c>.</param>
/// <param name="Region">A region, or <c>N/A</c> for a service that has none.</param>
public sealed record SandboxLastUse(DateTimeOffset At, string Service, string Region);
