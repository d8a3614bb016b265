using Amazon.IdentityManagement;
using Amazon.Runtime;
using KeyReaper.Aws;
using KeyReaper.Rules;
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
    [InlineData("keyreaper:exempt", "2027-01-31 yearly close SEC-123", 200)]
    [InlineData("keyreaper:exempt", "31-01-2027", 403)]
    [InlineData("keyreaper:exempt", "test-it-no", 403)]
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
        var misjudged = new AccessKey(new("alice", "/", key.User.Arn), key.Id, KeyStatus.Active, key.Created) { LastUse = LastUse.Never }; // its tags overlooked
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

    public static TheoryData<string> Uses => ["a service control policy", "a policy beside others", "a permissions boundary"];

    [Theory, MemberData(nameof(Uses))]
    public async Task The_policy_against_forged_tags_lets_KeyReaper_through_and_nobody_else_and_takes_nothing_else_away(string use)
    {
        var key = World.Key("alice");
        var deny = Repository.Read("infra/deny-forged-tags.json");
        var (developers, security) = (Administrator("Developer", "ASIADEVELOPER0000000"), Administrator("SecurityAdministrator", "ASIASECURITY00000000"));
        switch (use)
        {
            case "a service control policy":
                World.Account.SetServiceControlPolicies(deny);
                break;
            case "a policy beside others":
                World.Under([.. RolePolicies.Live.Documents, deny]);
                foreach (var role in new[] { developers, security }) role.SetPolicies(Everything, deny);
                break;
            case "a permissions boundary":
                foreach (var role in new[] { developers, security }) role.SetPermissionsBoundary(Repository.Read("infra/deny-forged-tags-boundary.json"));
                break;
        }

        using var developer = new QueryClient(World.Sandbox, "ASIADEVELOPER0000000");
        using var guardian = new QueryClient(World.Sandbox, "ASIASECURITY00000000");
        string[] exemptions = ["keyreaper:exempt", "KEYREAPER:Exempt", "keyreaper:exempt:" + key.Id, "KeyReaper:eXempt:" + key.Id.ToLowerInvariant()];

        (await World.PassAsync()).Deactivated.ShouldBe(1);

        foreach (var tag in exemptions.Append(KeyClock.TagKey(key.Id)).Append("KeyReaper:KEY:" + key.Id))
        {
            (await developer.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", "x"))).Code.ShouldBe("AccessDenied", tag);
            (await developer.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", tag))).Code.ShouldBe("AccessDenied", tag);
            (await developer.Iam("CreateUser", ("UserName", "mallory"), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", "x"))).Code.ShouldBe("AccessDenied", tag);
        }

        foreach (var tag in exemptions)
        {
            (await guardian.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", "x"))).Status.ShouldBe(200, tag);
            (await guardian.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", tag))).Status.ShouldBe(200, tag);
        }

        (await guardian.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", KeyClock.TagKey(key.Id)), ("Tags.member.1.Value", "x"))).Code.ShouldBe("AccessDenied");
        (await developer.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", "owner"), ("Tags.member.1.Value", "x"))).Status.ShouldBe(200);
        (await developer.Iam("CreateUser", ("UserName", "bob"))).Status.ShouldBe(200);
        (await developer.Iam("ListUsers")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_policy_that_only_denies_is_no_boundary_for_it_would_lock_everybody_out()
    {
        World.Key("alice");
        Administrator("SecurityAdministrator", "ASIASECURITY00000000").SetPermissionsBoundary(Repository.Read("infra/deny-forged-tags.json"));
        using var guardian = new QueryClient(World.Sandbox, "ASIASECURITY00000000");

        foreach (var answer in new[] { await guardian.Iam("ListUsers"), await guardian.Iam("GetUser", ("UserName", "alice")), await guardian.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", "keyreaper:exempt"), ("Tags.member.1.Value", "x")) })
        {
            answer.Code.ShouldBe("AccessDenied");
            answer.Message.ShouldNotBeNull().ShouldContain("because no permissions boundary allows the iam:");
        }
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        Role.Dispose();
        await World.DisposeAsync();
    }

    private const string Everything = """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private SandboxRole Administrator(string name, string accessKeyId)
    {
        var role = World.Account.CreateRole(name, Everything);
        role.SignsWith(accessKeyId);
        return role;
    }

    private Task<QueryAnswer> UpdateAsync(SandboxAccessKey key) => Role.Iam("UpdateAccessKey", ("UserName", key.User.Name), ("AccessKeyId", key.Id), ("Status", "Inactive"));

    private Task<QueryAnswer> DeleteAsync(SandboxAccessKey key) => Role.Iam("DeleteAccessKey", ("UserName", key.User.Name), ("AccessKeyId", key.Id));
}
