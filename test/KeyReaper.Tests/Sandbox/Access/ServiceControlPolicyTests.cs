using Amazon.IdentityManagement;

namespace KeyReaper.Tests.Sandbox.Access;

/// <summary>What an organization forbids in an account is forbidden to everybody there; everything else remains allowed.</summary>
public sealed class ServiceControlPolicyTests : SandboxTest
{
    private const string NoTagging = """{"Statement": {"Effect": "Deny", "Action": ["iam:TagUser", "iam:UntagUser"], "Resource": "arn:aws:iam::*:user/service/*"}}""";
    private const string Everything = """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    [Fact]
    public async Task Users_are_forbidden_to_be_tagged_by_their_ARN_which_changes_with_their_path()
    {
        var alice = Account.CreateUser("alice", "/service/");
        Account.CreateUser("bob");
        Account.SetServiceControlPolicies(NoTagging);

        var denied = await Tag("alice");

        (denied.Status, denied.Code, denied.Message).ShouldBe((
            403,
            "AccessDenied",
            "User: arn:aws:sts::111122223333:assumed-role/Administrator/sandbox is not authorized to perform: iam:TagUser on resource: user alice " +
            "with an explicit deny in a service control policy"));
        (await Client.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", "owner"))).Status.ShouldBe(403);
        (await Client.Iam("GetUser", ("UserName", "alice"))).Status.ShouldBe(200);
        (await Tag("bob")).Status.ShouldBe(200);
        alice.Tags.ShouldBeEmpty();

        alice.MoveTo("/");
        (await Tag("alice")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_role_that_may_do_everything_is_held_to_it_and_one_that_may_do_nothing_gains_nothing()
    {
        Account.CreateUser("alice", "/service/");
        Account.CreateUser("bob");
        Account.CreateRole("Admin", Everything).SignsWith("ASIAADMIN00000000000");
        Account.CreateRole("Nobody").SignsWith("ASIANOBODY0000000000");
        Account.SetServiceControlPolicies(NoTagging, Everything);
        using var admin = new QueryClient(Sandbox, "ASIAADMIN00000000000");
        using var nobody = new QueryClient(Sandbox, "ASIANOBODY0000000000");

        (await Tag("alice", admin)).Message!.ShouldEndWith("with an explicit deny in a service control policy");
        (await Tag("bob", admin)).Status.ShouldBe(200);
        (await Tag("bob", nobody)).Message!.ShouldEndWith("because no identity-based policy allows the iam:TagUser action");
    }

    [Fact]
    public async Task Another_account_has_its_own_and_to_assume_a_role_may_be_forbidden_too()
    {
        Account.CreateUser("alice", "/service/");
        var payments = Sandbox.CreateAccount("444455556666");
        payments.CreateRole("Ops", [Everything], Assuming.TrustOf("\"*\""));
        payments.SetServiceControlPolicies("""{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}""");

        (await Tag("alice")).Status.ShouldBe(200);
        var session = await Client.Assume("arn:aws:iam::444455556666:role/Ops");
        using (var ops = session.Iam(Sandbox))
            (await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => ops.ListUsersAsync())).Message.ShouldEndWith("with an explicit deny in a service control policy");

        Account.SetServiceControlPolicies("""{"Statement": {"Effect": "Deny", "Action": "sts:*", "Resource": "*"}}""");
        (await Client.Assume("arn:aws:iam::444455556666:role/Ops")).Code.ShouldBe("AccessDenied");
        (await Client.Sts("GetCallerIdentity")).Status.ShouldBe(200);
        Account.SetServiceControlPolicies();
        (await Client.Assume("arn:aws:iam::444455556666:role/Ops")).Status.ShouldBe(200);
    }

    [Fact]
    public void A_policy_that_would_not_be_enforced_is_refused() =>
        Should.Throw<SandboxException>(() => Account.SetServiceControlPolicies("""{"Statement": {"Effect": "Deny", "Actions": "*", "Resource": "*"}}"""))
            .Code.ShouldBe("MalformedPolicyDocument");

    private Task<QueryAnswer> Tag(string user, QueryClient? client = null) =>
        (client ?? Client).Iam("TagUser", ("UserName", user), ("Tags.member.1.Key", "owner"), ("Tags.member.1.Value", "x"));
}
