using Amazon.IdentityManagement;
using static KeyReaper.Tests.Sandbox.Access.Assuming;

namespace KeyReaper.Tests.Sandbox.Access;

/// <summary>AssumeRole into another account: what the caller's policies say, and what the role's trust policy says.</summary>
public sealed class AssumeRoleTests : SandboxTest
{
    private const string Hub = "ASIAHUBROLE000000000";
    private const string Spoke = "arn:aws:iam::444455556666:role/keyreaper/Spoke";
    private const string TrustHub = """{"AWS": "arn:aws:iam::111122223333:role/Hub"}""";
    private const string Refused =
        "User: arn:aws:sts::111122223333:assumed-role/Hub/sandbox is not authorized to perform: sts:AssumeRole on resource: ";

    [Theory]
    [InlineData(TrustHub, true)]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:root"}""", true)]
    [InlineData("""{"AWS": "111122223333"}""", true)]
    [InlineData("""{"AWS": "arn:aws:sts::111122223333:assumed-role/Hub/sandbox"}""", true)]
    [InlineData("""{"AWS": ["444455556666", "arn:aws:iam::111122223333:role/Hub"], "Service": "lambda.amazonaws.com"}""", true)]
    [InlineData("""{"AWS": "*"}""", true)]
    [InlineData("\"*\"", true)]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:role/hub"}""", false)]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:role/ops/Hub"}""", false)]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:user/Hub"}""", false)]
    [InlineData("""{"AWS": "arn:aws:sts::111122223333:assumed-role/Hub/else"}""", false)]
    [InlineData("""{"AWS": "444455556666"}""", false)]
    [InlineData("""{"Service": "lambda.amazonaws.com"}""", false)]
    public async Task The_trust_policy_has_to_name_the_caller_or_its_account(string principal, bool allowed)
    {
        CreateSpoke(TrustOf(principal));

        (await AssumeAsync(Allowed())).Status.ShouldBe(allowed ? 200 : 403);
    }

    [Theory]
    [InlineData("""{"StringEquals": {"aws:PrincipalOrgID": "ORG"}}""", true)]
    [InlineData("""{"StringEquals": {"aws:PrincipalOrgID": "o-another000"}}""", false)]
    [InlineData("""{"StringEquals": {"sts:ExternalId": "for-payments"}}""", true)]
    [InlineData("""{"StringEquals": {"sts:ExternalId": "FOR-PAYMENTS"}}""", false)]
    [InlineData("""{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/H*"}}""", true)]
    [InlineData("""{"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/Hub/*"}}""", false)]
    [InlineData("""{"StringEquals": {"aws:PrincipalAccount": "111122223333", "sts:RoleSessionName": "tuesday"}}""", true)]
    [InlineData("""{"StringEquals": {"sts:RoleSessionName": "monday"}}""", false)]
    [InlineData("""{"StringEquals": {"aws:SourceAccount": "111122223333"}}""", false)]
    [InlineData("""{"StringEquals": {"aws:PrincipalOrgID": "ORG"}, "Null": {"sts:ExternalId": "true"}}""", false)]
    public async Task Every_condition_of_the_trust_policy_has_to_hold(string condition, bool allowed)
    {
        CreateSpoke(TrustOf(TrustHub, condition.Replace("ORG", Sandbox.Organization.Id, StringComparison.Ordinal)));

        (await AssumeAsync(Allowed(), ("ExternalId", "for-payments"))).Status.ShouldBe(allowed ? 200 : 403);
    }

    [Fact]
    public async Task Without_an_external_id_a_condition_on_it_does_not_hold()
    {
        CreateSpoke(TrustOf(TrustHub, """{"StringEquals": {"sts:ExternalId": "for-payments"}}"""));

        (await AssumeAsync(Allowed())).Message.ShouldBe(Refused + Spoke);
    }

    [Theory]
    [InlineData(Spoke, "{}", true)]
    [InlineData("arn:*:iam::*:role/keyreaper/Spoke", """{"StringEquals": {"aws:ResourceOrgID": "ORG"}}""", true)]
    [InlineData("*", """{"StringEquals": {"aws:ResourceAccount": "444455556666", "sts:ExternalId": "for-payments"}}""", true)]
    [InlineData("arn:*:iam::*:role/Spoke", "{}", false)]
    [InlineData("*", """{"StringEquals": {"aws:ResourceOrgID": "o-another000"}}""", false)]
    [InlineData("*", """{"StringEquals": {"aws:ResourceAccount": "111122223333"}}""", false)]
    public async Task The_caller_s_own_policy_has_to_allow_it_too(string resource, string condition, bool allowed)
    {
        CreateSpoke(TrustOf(TrustHub));
        condition = condition.Replace("ORG", Sandbox.Organization.Id, StringComparison.Ordinal);

        var answer = await AssumeAsync(Allowed(resource, condition), ("ExternalId", "for-payments"));

        (answer.Status, answer.Message).ShouldBe(
            allowed ? (200, null) : (403, $"{Refused}{Spoke} because no identity-based policy allows the sts:AssumeRole action"));
    }

    [Fact]
    public async Task An_account_outside_the_organization_has_no_organization_id_on_either_side()
    {
        CreateSpoke(TrustOf(TrustHub), inOrganization: false);
        Sandbox.CreateAccount("777788889999").CreateRole("Stranger", Allowed()).SignsWith("ASIASTRANGER00000000");
        using var stranger = new QueryClient(Sandbox, "ASIASTRANGER00000000");
        Account.CreateRole("Open", [], TrustOf("\"*\"", $$"""{"StringEquals": {"aws:PrincipalOrgID": "{{Sandbox.Organization.Id}}"} }"""));

        (await AssumeAsync(Allowed("*", """{"Null": {"aws:ResourceOrgID": "true"}}"""))).Status.ShouldBe(200);
        (await stranger.Assume("arn:aws:iam::111122223333:role/Open")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_deny_on_either_side_wins()
    {
        CreateSpoke(Trust(
            Statement("Allow", TrustHub), Statement("Deny", """{"AWS": "111122223333"}""", """{"Null": {"sts:ExternalId": "true"}}""")));
        const string Denied = """
            {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "sts:*", "Resource": "*"}]}
            """;

        (await AssumeAsync(Allowed(), ("ExternalId", "for-payments"))).Status.ShouldBe(200);
        (await AssumeAsync(Allowed())).Message.ShouldBe(Refused + Spoke);
        (await AssumeAsync(Denied, ("ExternalId", "for-payments"))).Message
            .ShouldBe($"{Refused}{Spoke} with an explicit deny in an identity-based policy");
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:role/keyreaper/Missing")]
    [InlineData("arn:aws:iam::444455556666:role/Spoke")]
    [InlineData("arn:aws:iam::444455556666:role/keyreaper/spoke")]
    [InlineData("arn:aws-cn:iam::444455556666:role/keyreaper/Spoke")]
    [InlineData("arn:aws:iam::999999999999:role/keyreaper/Spoke")]
    public async Task A_role_that_is_not_there_is_refused_like_one_that_does_not_trust(string arn)
    {
        CreateSpoke(TrustOf(TrustHub));

        var answer = await AssumeAsync(Allowed(), arn);

        (answer.Status, answer.Code, answer.Message).ShouldBe((403, "AccessDenied", Refused + arn));
    }

    [Fact]
    public async Task The_session_acts_in_the_role_s_account_with_the_role_s_policies_under_an_ARN_without_the_path()
    {
        CreateSpoke(TrustOf(TrustHub));
        Sandbox.Accounts["444455556666"].CreateUser("bob");
        Account.CreateUser("alice");

        var session = await AssumeAsync(Allowed());
        using var iam = session.Iam(Sandbox);

        session.Texts("Arn").ShouldBe(["arn:aws:sts::444455556666:assumed-role/Spoke/tuesday"]);
        (await iam.ListUsersAsync()).Users.Select(user => user.UserName).ShouldBe(["bob"]);
        (await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => iam.ListAccountAliasesAsync()))
            .Message.ShouldStartWith("User: arn:aws:sts::444455556666:assumed-role/Spoke/tuesday is not authorized to perform: iam:ListAccountAliases");
        Sandbox.Calls.Select(call => (call.Action, call.AccountId))
            .ShouldBe([("AssumeRole", "111122223333"), ("ListUsers", "444455556666"), ("ListAccountAliases", "444455556666")]);
    }

    [Fact]
    public async Task Whoever_is_a_role_already_gets_an_hour_at_most()
    {
        CreateSpoke(TrustOf(TrustHub));

        (await AssumeAsync(Allowed(), ("DurationSeconds", "3600"))).Text("Expiration").ShouldBe("2026-01-05T07:00:00Z");
        var answer = await AssumeAsync(Allowed(), ("DurationSeconds", "3601"));

        (answer.Status, answer.Code, answer.Message).ShouldBe((
            400, "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."));
    }

    [Fact]
    public async Task Roles_of_two_accounts_can_assume_each_other_at_the_same_time()
    {
        CreateSpoke(TrustOf(TrustHub)).SignsWith("ASIASPOKE00000000000");
        Account.CreateRole("Hub", [Allowed()], TrustOf("""{"AWS": "444455556666"}""")).SignsWith(Hub);
        (string Caller, string Role)[] ways = [(Hub, Spoke), ("ASIASPOKE00000000000", "arn:aws:iam::111122223333:role/Hub")];

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) =>
        {
            using var client = new QueryClient(Sandbox, ways[n % 2].Caller);
            (await client.Assume(ways[n % 2].Role)).Status.ShouldBe(200);
        });
    }

    private SandboxRole CreateSpoke(string trust, bool inOrganization = true)
    {
        var payments = Sandbox.CreateAccount("444455556666");
        if (inOrganization) Sandbox.Organization.Add(payments, "payments");
        return payments.CreateRole(
            "Spoke", [Allowed(), """{"Statement": {"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}}"""], trust, "/keyreaper/");
    }

    private Task<QueryAnswer> AssumeAsync(string policy, params (string Name, string Value)[] parameters) => AssumeAsync(policy, Spoke, parameters);

    private async Task<QueryAnswer> AssumeAsync(string policy, string role, params (string Name, string Value)[] parameters)
    {
        hub ??= Account.CreateRole("Hub");
        hub.SignsWith(Hub);
        hub.SetPolicies(policy);
        using var client = new QueryClient(Sandbox, Hub);
        return await client.Assume(role, parameters);
    }

    private SandboxRole? hub;
}
