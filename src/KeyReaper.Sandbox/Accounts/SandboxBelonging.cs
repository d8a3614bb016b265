namespace KeyReaper.Sandbox.Accounts;

/// <summary>What IAM wants gone before it deletes a user, beside password and access keys.</summary>
public enum SandboxBelongingKind
{
    /// <summary>By its serial number; that of a virtual device is an ARN with <c>:mfa/</c> in it.</summary>
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
/// <param name="Id">As calls about it name it.</param>
/// <param name="Active">Of a certificate, SSH key or service-specific credential, whether it works.</param>
public sealed record SandboxBelonging(SandboxBelongingKind Kind, string Id, bool Active = true);
