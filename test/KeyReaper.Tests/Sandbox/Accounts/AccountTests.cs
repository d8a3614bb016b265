namespace KeyReaper.Tests.Sandbox.Accounts;

/// <summary>Accounts beside the default one: what happens in one is not seen in another.</summary>
public sealed class AccountTests : SandboxTest
{
    private const string Ops = "ASIAOPSOFPAYMENTS000";
    private const string Everything = """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    [Fact]
    public async Task Users_keys_alias_and_report_are_the_account_s_own()
    {
        Account.CreateUser("alice");
        Account.CredentialReport.Store();
        var (payments, client) = Payments();
        using var _ = client;
        payments.CreateUser("alice", "/ci/");
        payments.CreateUser("bob").CreateAccessKey();
        payments.Alias = "payments";

        (await client.Iam("ListUsers")).Texts("Arn").ShouldBe(["arn:aws:iam::444455556666:user/ci/alice", "arn:aws:iam::444455556666:user/bob"]);
        (await client.Iam("ListAccountAliases")).Texts("member").ShouldBe(["payments"]);
        (await client.Iam("GetCredentialReport")).Code.ShouldBe("ReportNotPresent");
        (await client.Iam("DeleteUser", ("UserName", "alice"))).Status.ShouldBe(200);
        (await Client.Iam("ListUsers")).Texts("UserName").ShouldBe(["alice"]);
        (await Client.Iam("ListAccountAliases")).Texts("member").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_access_key_is_known_in_its_account_alone()
    {
        var (payments, client) = Payments();
        using var _ = client;
        var key = payments.CreateUser("bob").CreateAccessKey();

        (await client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id))).Text("UserName").ShouldBe("bob");
        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id))).Code.ShouldBe("NoSuchEntity");
        key.Id.ShouldNotBe(Account.CreateUser("bob").CreateAccessKey().Id);
    }

    [Fact]
    public async Task A_call_signed_with_a_key_of_an_account_acts_in_that_account()
    {
        var (payments, _) = Payments();
        var bob = payments.CreateUser("bob").CreateAccessKey();
        using var iam = IamOf(bob);

        (await iam.ListUsersAsync()).Users.Single().Arn.ShouldBe(bob.User.Arn);

        bob.LastUsed!.Service.ShouldBe("iam");
    }

    [Fact]
    public async Task Every_call_says_which_account_it_acted_in()
    {
        var (_, client) = Payments();
        using var anonymous = new QueryClient(Sandbox, accessKeyId: null);
        using (client) await client.Iam("ListUsers");
        await Client.Iam("ListUsers");
        await anonymous.Iam("ListUsers");

        Sandbox.Calls.Select(call => call.AccountId).ShouldBe(["444455556666", "111122223333", null]);
    }

    [Fact]
    public async Task Updates_propagate_in_each_account_at_its_own_pace()
    {
        var (payments, client) = Payments();
        using var _ = client;
        payments.Propagation.Calls = 1;
        foreach (var account in Sandbox.Accounts.Values) account.CreateUser("alice").Tag("owner", "ops");

        (await Client.Iam("ListUserTags", ("UserName", "alice"))).Texts("Value").ShouldBe(["ops"]);
        (await client.Iam("ListUserTags", ("UserName", "alice"))).Texts("Value").ShouldBeEmpty();
        (await client.Iam("ListUserTags", ("UserName", "alice"))).Texts("Value").ShouldBe(["ops"]);
    }

    [Fact]
    public async Task A_topic_lets_in_its_own_account_alone()
    {
        var (payments, client) = Payments();
        using var _ = client;
        var here = Sandbox.Topics.Create("reports");
        var there = payments.Topics.Create("reports");

        (await client.Sns("ListTopics")).Texts("TopicArn").ShouldBe([there.Arn]);
        (await client.Sns("Publish", ("TopicArn", there.Arn), ("Message", "x"))).Status.ShouldBe(200);
        var refused = await client.Sns("Publish", ("TopicArn", here.Arn), ("Message", "x"));

        (refused.Status, refused.Code).ShouldBe((403, "AuthorizationError"));
        refused.Message.ShouldNotBeNull().ShouldEndWith($"on resource: {here.Arn} because no resource-based policy allows the SNS:Publish action");
        here.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_can_be_bound_to_an_account()
    {
        var (_, client) = Payments();
        using var __ = client;
        Sandbox.Faults.Add(new() { AccountId = "444455556666", Action = "ListUsers", Kind = FaultKind.Throttle });

        (await client.Iam("ListUsers")).Code.ShouldBe("Throttling");
        (await client.Iam("ListAccountAliases")).Status.ShouldBe(200);
        (await Client.Iam("ListUsers")).Status.ShouldBe(200);
    }

    [Fact]
    public void Accounts_are_found_by_id_and_an_id_is_twelve_digits_and_taken_once()
    {
        var payments = Sandbox.CreateAccount("444455556666");

        Sandbox.Accounts.Keys.ShouldBe(["111122223333", "444455556666"]);
        Sandbox.Accounts["444455556666"].ShouldBe(payments);
        Sandbox.Accounts["111122223333"].ShouldBe(Account);
        foreach (var id in (string[])["44445555666", "44445555666x", "", "444455556666", "111122223333"])
        {
            Should.Throw<ArgumentException>(() => Sandbox.CreateAccount(id), id);
        }
    }

    private (SandboxAccount Account, QueryClient Client) Payments()
    {
        var account = Sandbox.CreateAccount("444455556666");
        account.CreateRole("Ops", Everything).SignsWith(Ops);
        return (account, new(Sandbox, Ops));
    }
}
