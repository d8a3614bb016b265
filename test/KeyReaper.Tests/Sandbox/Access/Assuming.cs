using Amazon.IdentityManagement;
using Amazon.Runtime;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox.Access;

/// <summary>Policies about assuming roles, and the resulting sessions.</summary>
internal static class Assuming
{
    /// <summary>An identity-based policy that lets its role assume others.</summary>
    public static string Allowed(string resource = "*", string condition = "{}") =>
        $$"""{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "{{resource}}", "Condition": {{condition}} } }""";

    /// <summary>A trust policy of one statement.</summary>
    /// <param name="principal">As JSON.</param>
    /// <param name="condition">As JSON.</param>
    public static string TrustOf(string principal, string condition = "{}") => Trust(Statement("Allow", principal, condition));

    public static string Trust(params string[] statements) => $$"""{"Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}]}""";

    public static string Statement(string effect, string principal, string condition = "{}") =>
        $$"""{"Effect": "{{effect}}", "Principal": {{principal}}, "Action": "sts:AssumeRole", "Condition": {{condition}} }""";

    public static Task<QueryAnswer> Assume(this QueryClient client, string role, params (string Name, string Value)[] parameters) =>
        client.Sts("AssumeRole", [("RoleArn", role), ("RoleSessionName", "tuesday"), .. parameters]);

    /// <summary>The real client, with the credentials that AssumeRole answered.</summary>
    public static AmazonIdentityManagementServiceClient Iam(this QueryAnswer session, SandboxServer sandbox) => new(
        new SessionAWSCredentials(session.Text("AccessKeyId"), session.Text("SecretAccessKey"), session.Text("SessionToken")),
        new AmazonIdentityManagementServiceConfig { ServiceURL = sandbox.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
}
