using System.Globalization;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox.Access;

namespace KeyReaper.Tests.Sandbox.Membership;

/// <summary>The AWS CLI walks through an organization and enters its accounts.</summary>
public sealed class OrganizationCliTests : SandboxTest
{
    [InstalledFact("aws")]
    public async Task The_AWS_CLI_lists_all_accounts_over_short_empty_and_throttled_pages()
    {
        var organization = Sandbox.Organization;
        var prod = organization.Root.CreateUnit("Prod");
        foreach (var n in Enumerable.Range(1, 25))
        {
            var member = organization.Add(Sandbox.CreateAccount(string.Create(CultureInfo.InvariantCulture, $"4444{n:00000000}")), $"payments {n}");
            (member.Parent, member.State) = (prod, n == 1 ? "SUSPENDED" : "ACTIVE");
        }

        organization.Members["444400000001"].Tags["keyreaper:DRY_RUN"] = "true";
        Sandbox.PageShape = PageShape.WithEmptyPages;
        Sandbox.Faults.Add(new() { Action = "ListAccounts", Skip = 2, Times = 1, Kind = FaultKind.Throttle });
        var aws = new AwsCli(Sandbox);

        var accounts = (await aws.Run("organizations", "list-accounts")).List("Accounts");
        var tags = await aws.Run("organizations", "list-tags-for-resource", "--resource-id", "444400000001");
        var parents = await aws.Run("organizations", "list-parents", "--child-id", "444400000001");
        var described = await aws.Run("organizations", "describe-organization");
        var account = await aws.Run("organizations", "describe-account", "--account-id", "444400000001");
        var missing = await aws.Fail("organizations", "list-parents", "--child-id", "999999999999");
        var unknown = await aws.Fail("organizations", "describe-account", "--account-id", "999999999999");

        accounts.Select(account => account.At("Id")).ShouldBe(Sandbox.Accounts.Keys);
        accounts.Select(account => account.At("State")).Take(3).ShouldBe(["ACTIVE", "SUSPENDED", "ACTIVE"]);
        tags.List("Tags").Single().At("Key").ShouldBe("keyreaper:DRY_RUN");
        parents.List("Parents").Single().At("Id").ShouldBe(prod.Id);
        described.At("Organization", "Id").ShouldBe(organization.Id);
        (account.At("Account", "Name"), account.At("Account", "State")).ShouldBe(("payments 1", "SUSPENDED"));
        unknown.ShouldContain("(AccountNotFoundException) when calling the DescribeAccount operation: You specified an account that doesn't exist.");
        missing.ShouldContain("(ChildNotFoundException) when calling the ListParents operation: You specified");
        Sandbox.Calls.Count(call => call.Action == "ListAccounts").ShouldBe(5, "two pages, an empty one before each, and one tried again");
    }

    [InstalledFact("aws")]
    public async Task The_AWS_CLI_assumes_a_role_in_a_member_account_and_works_there()
    {
        var payments = Sandbox.CreateAccount("444455556666");
        Sandbox.Organization.Add(payments, "payments");
        payments.CreateUser("bob");
        payments.CreateRole(
            "Spoke",
            ["""{"Statement": {"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}}"""],
            Assuming.TrustOf(
                """{"AWS": "arn:aws:iam::111122223333:user/alice"}""",
                $$"""{"StringEquals": {"aws:PrincipalOrgID": "{{Sandbox.Organization.Id}}", "sts:ExternalId": "for-payments"} }"""),
            "/keyreaper/");
        var key = Account.CreateUser("alice").CreateAccessKey();
        var alice = new AwsCli(Sandbox, key.Id, key.Secret);
        string[] assume = ["sts", "assume-role", "--role-arn", "arn:aws:iam::444455556666:role/keyreaper/Spoke", "--role-session-name", "tuesday"];

        var refused = await alice.Fail(assume);
        var session = await alice.Run([.. assume, "--external-id", "for-payments", "--duration-seconds", "7200"]);
        var spoke = new AwsCli(
            Sandbox,
            session.At("Credentials", "AccessKeyId")!,
            session.At("Credentials", "SecretAccessKey")!,
            session.At("Credentials", "SessionToken"));
        var users = await spoke.Run("iam", "list-users");
        var self = await spoke.Run("sts", "get-caller-identity");
        var accounts = await spoke.Fail("organizations", "list-accounts");

        refused.ShouldEndWith(
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: " +
            "arn:aws:iam::444455556666:role/keyreaper/Spoke");
        session.At("Credentials", "Expiration")!.ShouldStartWith("2026-01-05T08:00:00", customMessage: "a user's session is not bound to an hour");
        users.List("Users").Single().At("Arn").ShouldBe("arn:aws:iam::444455556666:user/bob");
        (self.At("Account"), self.At("Arn")).ShouldBe(("444455556666", "arn:aws:sts::444455556666:assumed-role/Spoke/tuesday"));
        accounts.ShouldContain("(AccessDeniedException)");
        Sandbox.Calls.Select(call => call.AccountId)
            .ShouldBe(["111122223333", "111122223333", "444455556666", "444455556666", "444455556666"]);
    }
}
