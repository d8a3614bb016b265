using static KeyReaper.Tests.Sandbox.Access.Assuming;

namespace KeyReaper.Tests.Sandbox.Access;

/// <summary>AssumeRole within one account, where a trust policy that names the caller is enough.</summary>
public sealed class SameAccountRoleTests : SandboxTest
{
    private const string Ops = "ASIAOPS0000000000000";
    private const string Reader = "arn:aws:iam::444455556666:role/Reader";
    private const string Nothing = """{"Statement": {"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}}""";
    private const string Denied = """{"Statement": {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}}""";
    private const string ByName = """{"AWS": "arn:aws:iam::444455556666:role/Ops"}""";
    private const string ByAccount = """{"AWS": "arn:aws:iam::444455556666:root"}""";
    private const string NoAllow = " because no identity-based policy allows the sts:AssumeRole action";

    public static TheoryData<string, string, string?> Cases => new()
    {
        { ByName, Nothing, null },
        { ByName, Denied, " with an explicit deny in an identity-based policy" },
        { "\"*\"", Nothing, null },
        { ByAccount, Allowed(Reader), null },
        { ByAccount, Nothing, NoAllow },
        { ByAccount, Allowed("arn:aws:iam::444455556666:role/Writer"), NoAllow },
        { """{"AWS": "111122223333"}""", Allowed(), "" },
        { """{"AWS": "111122223333"}""", Nothing, NoAllow },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Naming_the_caller_is_enough_and_naming_the_account_leaves_it_to_the_caller_s_policy(string principal, string policy, string? refusal)
    {
        var (account, client) = Payments(policy);
        using var _ = client;
        account.CreateRole("Reader", [], TrustOf(principal));

        var answer = await client.Assume(Reader);

        answer.Message.ShouldBe(refusal is null
            ? null
            : $"User: arn:aws:sts::444455556666:assumed-role/Ops/sandbox is not authorized to perform: sts:AssumeRole on resource: {Reader}{refusal}");
    }

    [Fact]
    public async Task A_role_that_was_never_created_can_be_assumed_in_the_default_account_alone()
    {
        var (_, client) = Payments(Allowed());
        using var __ = client;

        (await client.Assume("arn:aws:iam::444455556666:role/NeverCreated")).Code.ShouldBe("AccessDenied");
        (await client.Assume("arn:aws:iam::111122223333:role/NeverCreated")).Code.ShouldBe("AccessDenied", "and from within it");
        (await Client.Assume("arn:aws:iam::111122223333:role/NeverCreated")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_role_without_a_trust_policy_of_its_own_trusts_its_account()
    {
        var (account, client) = Payments(Allowed());
        using var _ = client;
        account.CreateRole("Reader");

        (await client.Assume(Reader)).Status.ShouldBe(200);
        (await Client.Assume(Reader)).Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Trust_can_be_taken_away()
    {
        var (account, client) = Payments(Allowed());
        using var _ = client;
        var reader = account.CreateRole("Reader", [], TrustOf(ByName));
        (await client.Assume(Reader)).Status.ShouldBe(200);

        reader.SetTrustPolicy(Trust());

        (await client.Assume(Reader)).Code.ShouldBe("AccessDenied");
    }

    private (SandboxAccount Account, QueryClient Client) Payments(string policy)
    {
        var account = Sandbox.CreateAccount("444455556666");
        account.CreateRole("Ops", policy).SignsWith(Ops);
        return (account, new(Sandbox, Ops));
    }
}
