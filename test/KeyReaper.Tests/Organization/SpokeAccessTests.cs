using Amazon.IdentityManagement;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using Amazon.SecurityToken;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Pass;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Sandbox;
using KeyReaper.Tests.Sandbox.Access;

namespace KeyReaper.Tests.Organization;

/// <summary>The spoke's role in a member account, its policies and its trust enforced: who gets in, and what can be done there.</summary>
public sealed class SpokeAccessTests : SandboxTest
{
    private const string Hub = "ASIAHUBROLE000000000";
    private const string Spoke = "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke";
    private const string SpokeKey = "ASIASPOKEROLE0000000";
    private const string ExternalId = "for-payments";

    private SandboxAccount Payments { get; set; } = null!;

    [Fact]
    public async Task The_hub_can_make_every_call_of_its_passes_and_needs_every_right_it_has()
    {
        Deploy();
        var key = KeyOf("alice", usedDaysAgo: 45);

        (await PassAsync()).AccountId.ShouldBe("444455556666");
        key.Status.ShouldBe("Inactive");
        Sandbox.Clock.Advance(TimeSpan.FromDays(2));
        key.Activate();
        await PassAsync();
        Sandbox.Clock.Advance(TimeSpan.FromDays(30));
        await PassAsync();
        foreach (var days in new[] { 7, 7, 7, 7 })
        {
            Sandbox.Clock.Advance(TimeSpan.FromDays(days));
            await PassAsync();
        }

        Sandbox.Clock.Advance(TimeSpan.FromDays(2));
        var report = await PassAsync(InventoryChoice.Walk);

        key.User.AccessKeys.ShouldBeEmpty();
        report.FellShort.ShouldBeFalse();
        Sandbox.Calls.Where(call => call.AccountId == "444455556666").Select(call => $"iam:{call.Action}").Distinct()
            .ShouldBe(Template.Spoke.With(("DryRun", "false")).RoleStatements().Where(statement => statement.Effect == "Allow").SelectMany(statement => statement.Actions), ignoreOrder: true);
    }

    [Fact]
    public async Task The_hub_gets_in_without_an_external_id_where_none_is_asked_for()
    {
        Deploy(("ExternalId", ""));

        (await AssumeAsync()).Status.ShouldBe(200);
        (await AssumeAsync(("ExternalId", "any"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("another-id")]
    [InlineData("FOR-PAYMENTS")]
    [InlineData(null)]
    public async Task A_wrong_external_id_or_none_is_refused(string? externalId)
    {
        Deploy();

        await RefusedAsync(externalId is null ? [] : [("ExternalId", externalId)]);
    }

    [Fact]
    public async Task A_hub_of_another_organization_is_refused()
    {
        Deploy(("OrganizationId", "o-another000"));

        await RefusedAsync(("ExternalId", ExternalId));
    }

    [Fact]
    public async Task A_hub_does_not_reach_an_account_outside_its_organization()
    {
        var stranger = Sandbox.CreateAccount("777788889999");
        Deploy(stranger);

        var answer = await AssumeAsync("arn:aws:iam::777788889999:role/keyreaper/KeyReaperSpoke", ("ExternalId", ExternalId));

        (answer.Status, answer.Message).ShouldBe((403, "User: arn:aws:sts::111122223333:assumed-role/Hub/sandbox is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::777788889999:role/keyreaper/KeyReaperSpoke because no identity-based policy allows the sts:AssumeRole action"));
    }

    [Theory]
    [InlineData("111122223333", "AnotherRole")]
    [InlineData("222233334444", "Hub")] // the same name in another account of the organization
    [InlineData("444455556666", "Hub")] // in the spoke's own account
    public async Task Nobody_else_is_trusted_whatever_their_own_rights(string accountId, string role)
    {
        Deploy();
        var account = Sandbox.Accounts.GetValueOrDefault(accountId) ?? Join(accountId);
        account.CreateRole(role, Assuming.Allowed()).SignsWith("ASIANOBODY0000000000");
        using var client = new QueryClient(Sandbox, "ASIANOBODY0000000000");

        (await client.Assume(Spoke, ("ExternalId", ExternalId))).Code.ShouldBe("AccessDenied");
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:role/other/KeyReaperSpokes")]
    [InlineData("arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpokes")]
    [InlineData("arn:aws:iam::444455556666:role/keyreaper/Administrator")]
    public async Task The_hub_may_assume_no_other_role_even_if_it_trusts_the_hub(string arn)
    {
        Deploy();
        var path = arn.Split(":role")[1];
        Payments.CreateRole(path.Split('/')[^1], [Assuming.Allowed()], Assuming.TrustOf("\"*\""), path[..(path.LastIndexOf('/') + 1)]);

        (await AssumeAsync(arn, ("ExternalId", ExternalId))).Message.ShouldNotBeNull().ShouldEndWith("because no identity-based policy allows the sts:AssumeRole action");
    }

    [Fact]
    public async Task In_a_rehearsing_spoke_nothing_can_be_changed_whatever_the_hub_is_told()
    {
        Deploy(("DryRun", "true"));
        var key = KeyOf("alice", usedDaysAgo: 45);
        var before = Payments.Snapshot();
        using var iam = await AssumeByTheSdkAsync();

        (await PassAsync()).Failures.ShouldBe(1);

        Payments.Snapshot().ShouldBe(before);
        await DeniedAsync(() => iam.UpdateAccessKeyAsync(new() { UserName = "alice", AccessKeyId = key.Id, Status = StatusType.Inactive }));
        await DeniedAsync(() => iam.DeleteAccessKeyAsync(new() { UserName = "alice", AccessKeyId = key.Id }));
        await DeniedAsync(() => iam.TagUserAsync(new() { UserName = "alice", Tags = [new() { Key = KeyClock.TagKey(key.Id), Value = "x" }] }));
        await DeniedAsync(() => iam.UntagUserAsync(new() { UserName = "alice", TagKeys = [KeyClock.TagKey(key.Id)] }));
        Payments.Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("CreateAccessKey")]
    [InlineData("CreateUser")]
    [InlineData("DeleteUser")]
    [InlineData("CreateAccountAlias")]
    public async Task Whatever_else_IAM_can_do_is_no_right_of_the_spoke(string action)
    {
        Deploy();
        KeyOf("alice", usedDaysAgo: 45);
        var before = Payments.Snapshot();
        using var client = new QueryClient(Sandbox, SpokeKey);

        (await client.Iam(action, ("UserName", "alice"), ("AccountAlias", "mine"))).Code.ShouldBe("AccessDenied");

        Payments.Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("keyreaper:key:AKIAIOSFODNN7EXAMPLE", 200)]
    [InlineData("keyreaper:exempt", 403)]
    [InlineData("owner", 403)]
    public async Task No_tag_but_a_clock_can_be_written_or_removed(string tag, int status)
    {
        Deploy();
        KeyOf("alice", usedDaysAgo: 45);
        using var client = new QueryClient(Sandbox, SpokeKey);

        (await client.Iam("TagUser", ("UserName", "alice"), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", "x"))).Status.ShouldBe(status);
        (await client.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", tag))).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("true", 403)]
    [InlineData("until the audit", 403)]
    [InlineData("false", 200)]
    public async Task A_user_whom_the_account_exempts_is_out_of_the_hubs_reach(string exempt, int status)
    {
        Deploy();
        var key = KeyOf("alice", usedDaysAgo: 45);
        key.User.Tag("KeyReaper:Exempt", exempt);
        using var client = new QueryClient(Sandbox, SpokeKey);

        (await client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"))).Status.ShouldBe(status);
        (await client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id))).Status.ShouldBe(status);
    }

    private void Deploy(params (string Parameter, string Value)[] parameters)
    {
        Payments = Join("444455556666");
        Deploy(Payments, parameters);
    }

    private void Deploy(SandboxAccount account, params (string Parameter, string Value)[] parameters)
    {
        var hub = Account.CreateRole("Hub", RolePolicies.Of(Template.Hub.With(("OrganizationId", Sandbox.Organization.Id))).Documents);
        hub.SignsWith(Hub);
        SpokeStack.Deploy(account, [("DryRun", "false"), ("HubRoleArn", hub.Arn), ("OrganizationId", Sandbox.Organization.Id), ("ExternalId", ExternalId), .. parameters]).SignsWith(SpokeKey);
    }

    private SandboxAccount Join(string id)
    {
        var account = Sandbox.CreateAccount(id);
        Sandbox.Organization.Add(account, $"account {id}");
        return account;
    }

    private SandboxAccessKey KeyOf(string user, double usedDaysAgo)
    {
        var key = Payments.CreateUser(user, "/", Ago(400)).CreateAccessKey(Ago(400));
        key.Use(at: Ago(usedDaysAgo));
        return key;
    }

    private DateTimeOffset Ago(double days) => Sandbox.Clock.GetUtcNow().AddDays(-days);

    private async Task RefusedAsync(params (string Name, string Value)[] parameters)
    {
        var answer = await AssumeAsync(parameters);
        (answer.Status, answer.Message).ShouldBe((403, $"User: arn:aws:sts::111122223333:assumed-role/Hub/sandbox is not authorized to perform: sts:AssumeRole on resource: {Spoke}"));
    }

    private Task<QueryAnswer> AssumeAsync(params (string Name, string Value)[] parameters) => AssumeAsync(Spoke, parameters);

    private async Task<QueryAnswer> AssumeAsync(string role, params (string Name, string Value)[] parameters)
    {
        using var client = new QueryClient(Sandbox, Hub);
        return await client.Assume(role, parameters);
    }

    private async Task<AmazonIdentityManagementServiceClient> AssumeByTheSdkAsync()
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(Hub, "secret"), new AmazonSecurityTokenServiceConfig { ServiceURL = Sandbox.Endpoint.ToString(), AuthenticationRegion = "eu-west-1" });
        var session = await sts.AssumeRoleAsync(new() { RoleArn = Spoke, RoleSessionName = "KeyReaper", ExternalId = ExternalId });
        return new(session.Credentials, new AmazonIdentityManagementServiceConfig { ServiceURL = Sandbox.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
    }

    private async Task<Report> PassAsync(InventoryChoice inventory = InventoryChoice.Auto)
    {
        using var iam = await AssumeByTheSdkAsync(); // a session lasts an hour
        Sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // waiting for the credential report
        using var time = new TimeBudget(TimeSpan.FromMinutes(15), Sandbox.Clock);
        var settings = new Settings { TopicArn = "arn:aws:sns:eu-west-1:111122223333:keyreaper", DryRun = false, Inventory = inventory };
        return await new Reaper(settings, new Iam(iam, Sandbox.Clock), Sandbox.Clock, new TestLambdaLogger()).RunAsync("444455556666", time);
    }

    private static async Task DeniedAsync(Func<Task> call) =>
        (await Should.ThrowAsync<AmazonIdentityManagementServiceException>(call)).ErrorCode.ShouldBe("AccessDenied");
}
