using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;
using static KeyReaper.Sandbox.Accounts.SandboxBelongingKind;

namespace KeyReaper.Sandbox.Services.Iam;

/// <summary>Lists and removes what IAM wants removed before it deletes a user.</summary>
internal static class Belongings
{
    /// <param name="Refusal">What DeleteUser says as long as the user has one.</param>
    private sealed record Kind(SandboxBelongingKind Value, string List, string Items, string Remove, string Id, string Refusal, Func<SandboxUser, SandboxBelonging, Node> Member);

    private static readonly Kind[] Kinds =
    [
        new(MfaDevice, "ListMFADevices", "MFADevices", "DeactivateMFADevice", "SerialNumber", "must delete MFA device first", (user, one) =>
            Node.Member(Owner(user), Node.Of("SerialNumber", one.Id), Node.Of("EnableDate", user.Created))),
        new(SigningCertificate, "ListSigningCertificates", "Certificates", "DeleteSigningCertificate", "CertificateId", "must delete signing certificates first", (user, one) =>
            Node.Member(Owner(user), Node.Of("CertificateId", one.Id), Node.Of("CertificateBody", "-----BEGIN CERTIFICATE-----"), Status(one), Node.Of("UploadDate", user.Created))),
        new(SshPublicKey, "ListSSHPublicKeys", "SSHPublicKeys", "DeleteSSHPublicKey", "SSHPublicKeyId", "must delete ssh public keys first", (user, one) =>
            Node.Member(Owner(user), Node.Of("SSHPublicKeyId", one.Id), Status(one), Node.Of("UploadDate", user.Created))),
        new(ServiceSpecificCredential, "ListServiceSpecificCredentials", "ServiceSpecificCredentials", "DeleteServiceSpecificCredential", "ServiceSpecificCredentialId", "must delete service specific credentials first", (user, one) =>
            Node.Member(Owner(user), Node.Of("ServiceSpecificCredentialId", one.Id), Status(one), Node.Of("ServiceName", "codecommit.amazonaws.com"), Node.Of("ServiceUserName", $"{user.Name}-at-{user.Account.Id}"), Node.Of("CreateDate", user.Created))),
        new(AttachedPolicy, "ListAttachedUserPolicies", "AttachedPolicies", "DetachUserPolicy", "PolicyArn", "must detach all policies first", (_, one) =>
            Node.Member(Node.Of("PolicyName", one.Id[(one.Id.LastIndexOf('/') + 1)..]), Node.Of("PolicyArn", one.Id))),
        new(InlinePolicy, "ListUserPolicies", "PolicyNames", "DeleteUserPolicy", "PolicyName", "must delete policies first", (_, one) => Node.Of("member", one.Id)),
        new(Group, "ListGroupsForUser", "Groups", "RemoveUserFromGroup", "GroupName", "must remove users from group first", (user, one) =>
            Node.Member(Node.Of("Path", "/"), Node.Of("GroupName", one.Id), Node.Of("GroupId", "AGPAEXAMPLEGROUP00000"), Node.Of("Arn", $"arn:{user.Account.Partition}:iam::{user.Account.Id}:group/{one.Id}"), Node.Of("CreateDate", user.Created))),
    ];

    public static IEnumerable<KeyValuePair<string, ActionHandler>> Actions =>
    [
        .. Kinds.Select(kind => KeyValuePair.Create<string, ActionHandler>(kind.List, request => List(request, kind))),
        .. Kinds.Select(kind => KeyValuePair.Create<string, ActionHandler>(kind.Remove, request => Remove(request, kind))),
        new("GetLoginProfile", GetLoginProfile),
        new("DeleteLoginProfile", DeleteLoginProfile),
        new("DeleteVirtualMFADevice", DeleteVirtualMfaDevice),
    ];

    /// <exception cref="SandboxException">DeleteConflict: IAM does not delete a user who has anything left.</exception>
    public static void MustBeGone(SandboxUser user)
    {
        if (user.Password is not null) throw Conflict("must delete login profile first");
        if (user.AccessKeys.Count > 0) throw Conflict("must delete access keys first");
        if (Kinds.FirstOrDefault(kind => user.Belongings.Exists(one => one.Kind == kind.Value)) is { } kind) throw Conflict(kind.Refusal);
    }

    private static IReadOnlyList<Node> List(Request request, Kind kind)
    {
        var user = request.UserOrCaller();
        SandboxBelonging[] all = [.. user.Belongings.Where(one => one.Kind == kind.Value).OrderBy(one => one.Id, StringComparer.Ordinal)];
        return request.Page(all, one => one.Id, StringComparer.Ordinal).ToNodes(kind.Items, one => kind.Member(user, one));
    }

    private static IReadOnlyList<Node>? Remove(Request request, Kind kind)
    {
        var (user, id) = (request.UserOrCaller(), request.Required(kind.Id, Shape.Filled));
        var one = user.Belongings.Find(one => one.Kind == kind.Value && one.Id == id) ?? throw NoSuch($"The {kind.Id} {id} cannot be found for user {user.Name}.");
        user.Belongings = user.Belongings.Remove(one);
        return null;
    }

    private static IReadOnlyList<Node> GetLoginProfile(Request request)
    {
        var user = request.UserOrCaller();
        var password = user.Password ?? throw NoSuch($"Login Profile for User {user.Name} cannot be found.");
        return [Node.Of("LoginProfile", Owner(user), Node.Of("CreateDate", password.Changed), Node.Of("PasswordResetRequired", false))];
    }

    private static IReadOnlyList<Node>? DeleteLoginProfile(Request request)
    {
        var user = request.UserOrCaller();
        user.Password = user.Password is null ? throw NoSuch($"Login Profile for User {user.Name} cannot be found.") : null;
        return null;
    }

    // The sandbox knows virtual devices only by their users, so one that nobody has counts as deleted.
    private static IReadOnlyList<Node>? DeleteVirtualMfaDevice(Request request)
    {
        var serial = request.Required("SerialNumber", Shape.Filled);
        if (request.Account.Users.Any(user => user.Belongings.Exists(one => one.Kind == MfaDevice && one.Id == serial))) throw Conflict("must deactivate the MFA device first");
        return null;
    }

    private static Node Owner(SandboxUser user) => Node.Of("UserName", user.Name);

    private static Node Status(SandboxBelonging one) => Node.Of("Status", one.Active ? "Active" : "Inactive");

    private static SandboxException Conflict(string why) => new(409, "DeleteConflict", $"Cannot delete entity, {why}.");

    private static SandboxException NoSuch(string what) => new(404, "NoSuchEntity", what);
}
