using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Policies;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Access;

/// <summary>
/// Checks sts:AssumeRole from both sides: what the caller's policies allow, and whom the role trusts
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
/// </summary>
internal static class RoleAssumption
{
    /// <param name="request">The call.</param>
    /// <param name="role">The ARN of the role.</param>
    /// <param name="accountId">The account in that ARN.</param>
    /// <param name="trust">Whom the role trusts; null if there is no such role. Callers get the same answer as for a role that does not trust them.</param>
    /// <exception cref="SandboxException">AccessDenied.</exception>
    public static void AuthorizeAssuming(this Request request, string role, string accountId, TrustPolicy? trust)
    {
        var caller = request.Caller;
        var access = new AccessRequest("sts:AssumeRole", role, Context(request, accountId));
        var trusted = trust?.In(caller.Principal, access) ?? Trust.None;
        var needsNoPolicy = trusted is Trust.Caller && caller.Account.Id == accountId;
        if (caller.Refusal(access) is { } refusal && (refusal.Explicit || !needsNoPolicy))
        {
            throw Denial.Of(request.Call, caller, refusal.Because);
        }

        if (trusted is Trust.None) throw Denial.Of(request.Call, caller, because: null);
    }

    private static Dictionary<string, IReadOnlyList<string>> Context(Request request, string accountId)
    {
        var context = request.ContextFor(accountId);
        foreach (var (key, parameter) in (IEnumerable<(string, string)>)[("sts:ExternalId", "ExternalId"), ("sts:RoleSessionName", "RoleSessionName")])
        {
            if (request.Call[parameter] is { } value) context[key] = [value];
        }

        return context;
    }
}
