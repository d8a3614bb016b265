namespace KeyReaper.Sandbox.Accounts;

/// <summary>What has to be removed before IAM deletes a user, besides password and access keys.</summary>
public enum SandboxBelongingKind
{
    /// <summary>An MFA device, by its serial number. A virtual device's is an ARN that contains <c>:mfa/</c>.</summary>
    MfaDevice,

    /// <summary>An X.509 signing certificate, by its id.</summary>
    SigningCertificate,

    /// <summary>A public key for CodeCommit, by its id.</summary>
    SshPublicKey,

    /// <summary>A password or API key for one service alone, by its id.</summary>
    ServiceSpecificCredential,

    /// <summary>A managed policy, by its ARN.</summary>
    AttachedPolicy,

    /// <summary>A policy of the user's own, by its name.</summary>
    InlinePolicy,

    /// <summary>A group that the user is in, by its name.</summary>
    Group,
}

/// <summary>Something that a user has.</summary>
/// <param name="Id">The name that calls use for it.</param>
/// <param name="Active">Whether it works, if it is a certificate, SSH key or service-specific credential.</param>
public sealed record SandboxBelonging(SandboxBelongingKind Kind, string Id, bool Active = true);
