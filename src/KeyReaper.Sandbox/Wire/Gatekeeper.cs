using System.Security.Cryptography;
using System.Text;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Wire;

/// <summary>Finds out whom a request's credentials belong to, or refuses them.</summary>
internal static class Gatekeeper
{
    /// <summary>The credential a request carries; null if it is not signed, or not by Signature Version 4.</summary>
    public static Credential? CredentialOf(Incoming incoming) => Credential.Parse(incoming.Http.Headers.Authorization.ToString());

    /// <exception cref="SandboxException">The credentials are missing, unusable, revoked or expired, or the signature does not match.</exception>
    public static Caller Admit(World world, Incoming incoming, Credential? credential)
    {
        if (credential is null)
        {
            throw incoming.Http.Headers.Authorization.Count == 0
                ? new SandboxException(403, "MissingAuthenticationToken", "Request is missing Authentication Token")
                : new SandboxException(400, "IncompleteSignature", "Authorization header requires 'Credential' parameter.");
        }

        if (world.Sessions.Find(credential.AccessKeyId) is { } session)
        {
            return AdmitSession(session, incoming, credential);
        }

        return world.AccessKeyIds.Issued(credential.AccessKeyId) is { } key
            ? AdmitUser(key, incoming, credential)
            : AdmitRole(world, credential.AccessKeyId, credential.Region);
    }

    private static Caller AdmitSession(Session session, Incoming incoming, Credential credential)
    {
        if (incoming.Http.Headers["X-Amz-Security-Token"].ToString() != session.Token)
        {
            throw InvalidClientTokenId();
        }

        if (session.Account.Now >= session.Expiration)
        {
            throw new SandboxException(403, "ExpiredToken", "The security token included in the request is expired");
        }

        CheckSignature(incoming, credential, session.Secret);
        return Caller.ForRole(session.Account, session.Role, session.Name, credential.Region) with { SessionPolicy = session.Policy };
    }

    // A signed request is a use of the key whether or not it is allowed, so the use is recorded here, not after the action.
    private static Caller AdmitUser(SandboxAccessKey key, Incoming incoming, Credential credential)
    {
        if (key is not { Exists: true, Status: "Active" })
        {
            throw InvalidClientTokenId();
        }

        CheckSignature(incoming, credential, key.Secret);
        key.Use(credential.Service, credential.Region);
        return Caller.ForUser(key.User, credential.Region);
    }

    // Callers with unknown credentials may do everything in the default account.
    public static Caller AdmitRole(World world, string accessKeyId, string region)
    {
        var role = world.AccessKeyIds.Role(accessKeyId);
        return Caller.ForRole(role?.Account ?? world.Default, role?.Name ?? "Administrator", "sandbox", region);
    }

    private static void CheckSignature(Incoming incoming, Credential credential, string secret)
    {
        var expected = Encoding.UTF8.GetBytes(Signature.Of(incoming, credential, secret));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(credential.Signature)))
        {
            throw new SandboxException(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. " +
                "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private static SandboxException InvalidClientTokenId() =>
        new(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
}
