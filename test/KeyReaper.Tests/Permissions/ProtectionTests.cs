using Amazon.IdentityManagement;
using Amazon.Runtime;
using KeyReaper.Aws;
using KeyReaper.Rules;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Permissions;

/// <summary>What IAM itself refuses the role, so that not even a defect of ours could do it.</summary>
public sealed class ProtectionTests : IAsyncLifetime
{
    private World World { get; set; } = null!;

    private QueryClient Role { get; set; } = null!;

    private AmazonIdentityManagementServiceClient Client { get; set; } = null!;

    public async Task InitializeAsync()
    {
        World = await Given.World.StartAsync();
        World.Under(RolePolicies.Live.Documents);
        Role = new(World.Sandbox, Given.World.RoleAccessKeyId);
        Client = new(new BasicAWSCredentials(Given.World.RoleAccessKeyId, "secret"), new AmazonIdentityManagementServiceConfig { ServiceURL = World.Sandbox.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
    }

    [Theory]
    [InlineData("keyreaper:exempt", "true", 403)]
    [InlineData("KEYREAPER:EXEMPT", "TRUE", 403)]
    [InlineData("keyreaper:exempt", "", 403)]
    [InlineData("keyreaper:exempt", "until the audit", 403)]
    [InlineData("keyreaper:exempt", "false", 200)]
    [InlineData("keyreaper:exempt", "2027-01-31", 200)] // IAM cannot tell whether a date has passed
    [InlineData("owner", "true", 200)]
    public async Task A_key_of_a_user_exempt_for_good_can_neither_be_deactivated_nor_deleted(string tag, string value, int status)
    {
        var key = World.Key("alice", path: "/service/");
        key.User.Tag(tag, value);

        foreach (var answer in new[] { await UpdateAsync(key), await DeleteAsync(key) })
        {
            answer.Status.ShouldBe(status);
            if (status == 403) answer.Message.ShouldNotBeNull().ShouldEndWith("with an explicit deny in an identity-based policy");
        }
    }

    [Fact]
    public async Task A_key_of_an_exempt_user_can_be_neither_deactivated_nor_deleted_even_if_the_code_overlooked_the_exemption()
    {
        var key = World.Key("alice");
        key.User.Tag("keyreaper:exempt", "true");
        var before = World.Account.Snapshot();
        var misjudged = new AccessKey(new("alice", "/", key.User.Arn), key.Id, KeyStatus.Active, key.Created) { LastUseRead = true }; // its tags overlooked
        var iam = new Iam(Client, World.Sandbox.Clock);

        (await Should.ThrowAsync<IamException>(() => iam.DeactivateAsync(misjudged, CancellationToken.None))).Message.ShouldStartWith("iam:UpdateAccessKey: AccessDenied");
        (await Should.ThrowAsync<IamException>(() => iam.DeleteAsync(misjudged, CancellationToken.None))).Message.ShouldStartWith("iam:DeleteAccessKey: AccessDenied");
        World.Account.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task A_user_exempted_between_the_look_and_the_act_keeps_the_key()
    {
        var key = World.Key("alice");
        World.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Times = 1, Before = _ => key.User.Tag("keyreaper:exempt", "true") });

        await World.FailingPassAsync();

        key.Status.ShouldBe("Active");
        World.MailText.ShouldContain("iam:UpdateAccessKey: AccessDenied");
        World.MailText.ShouldContain("with an explicit deny in an identity-based policy");
        World.MailText.ShouldContain("or another policy denies them");
        (await World.PassAsync()).ExemptUsers.ShouldBe(1);
    }

    [Theory]
    [InlineData("keyreaper:key:AKIAIOSFODNN7EXAMPLE", 200)]
    [InlineData("keyreaper:exempt", 403)]
    [InlineData("owner", 403)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", 403)]
    [InlineData("keyreaper", 403)]
    [InlineData("KeyReaper:Key:AKIAIOSFODNN7EXAMPLE", 403)]
    [InlineData("xkeyreaper:key:AKIAIOSFODNN7EXAMPLE", 403)]
    public async Task No_tag_but_a_clock_can_be_written_or_removed(string tag, int status)
    {
        World.Key("alice").User.Tag("owner", "ops");

        (await Role.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", "x"))).Status.ShouldBe(status);
        (await Role.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", tag))).Status.ShouldBe(status);
        (await Role.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", tag), ("TagKeys.member.2", "owner"))).Status.ShouldBe(403);

        World.Account.User("alice").Tags["owner"].ShouldBe("ops");
    }

    [Theory]
    [InlineData("CreateAccessKey")]
    [InlineData("DeleteUser")]
    [InlineData("CreateUser")]
    [InlineData("CreateAccountAlias")]
    public async Task Whatever_else_IAM_can_do_the_role_cannot(string action)
    {
        World.Key("alice");

        (await Role.Iam(action, ("UserName", "alice"), ("AccountAlias", "mine"))).Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task The_role_of_a_rehearsing_stack_changes_nothing_even_if_its_function_were_told_to_act()
    {
        World.Under(RolePolicies.Rehearsing.Documents);
        var key = World.Key("alice");
        var expired = World.Key("bob");
        expired.Deactivate();
        expired.User.Tag(KeyClock.TagKey(expired.Id), "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z");
        var before = World.Account.Snapshot();

        await World.With("DRY_RUN", "false").FailingPassAsync();

        foreach (var one in new[] { key, expired })
        {
            (await UpdateAsync(one)).Code.ShouldBe("AccessDenied");
            (await DeleteAsync(one)).Code.ShouldBe("AccessDenied");
            (await Role.Iam("TagUser", ("UserName", one.User.Name), ("Tags.member.1.Key", KeyClock.TagKey(one.Id)), ("Tags.member.1.Value", "x"))).Code.ShouldBe("AccessDenied");
            (await Role.Iam("UntagUser", ("UserName", one.User.Name), ("TagKeys.member.1", KeyClock.TagKey(one.Id)))).Code.ShouldBe("AccessDenied");
        }

        World.Account.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task The_policy_against_forged_tags_lets_KeyReaper_through_and_nobody_else()
    {
        var forbid = Repository.Read("infra/deny-forged-tags.json");
        var key = World.Key("alice");
        World.Under([.. RolePolicies.Live.Documents, forbid]);
        World.Account.CreateRole("Developer", """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""", forbid).SignsWith("ASIADEVELOPER0000000");
        using var developer = new QueryClient(World.Sandbox, "ASIADEVELOPER0000000");

        (await World.PassAsync()).Deactivated.ShouldBe(1);

        foreach (var tag in new[] { KeyClock.TagKey(key.Id), "KeyReaper:KEY:" + key.Id, "keyreaper:exempt", "KEYREAPER:Exempt" })
            (await developer.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", "x"))).Code.ShouldBe("AccessDenied", tag);
        (await developer.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", "owner"), ("Tags.member.1.Value", "x"))).Status.ShouldBe(200);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        Role.Dispose();
        await World.DisposeAsync();
    }

    private Task<QueryAnswer> UpdateAsync(SandboxAccessKey key) => Role.Iam("UpdateAccessKey", ("UserName", key.User.Name), ("AccessKeyId", key.Id), ("Status", "Inactive"));

    private Task<QueryAnswer> DeleteAsync(SandboxAccessKey key) => Role.Iam("DeleteAccessKey", ("UserName", key.User.Name), ("AccessKeyId", key.Id));
}
