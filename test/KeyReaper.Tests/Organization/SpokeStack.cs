using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Organization;

/// <summary>Creates in an account of the sandbox what spoke-role.yaml creates.</summary>
internal static class SpokeStack
{
    /// <param name="parameters">The template's, as a deployment would give them.</param>
    public static SandboxRole Deploy(SandboxAccount account, params (string Parameter, string Value)[] parameters)
    {
        var stack = Template.Spoke.With(parameters);
        var role = stack["ReaperRole"];
        return account.CreateRole(
            role["RoleName"]!.ToString(), RolePolicies.Of(stack, account.Id).Documents, role["AssumeRolePolicyDocument"]!.ToJsonString(), role["Path"]!.ToString());
    }
}
