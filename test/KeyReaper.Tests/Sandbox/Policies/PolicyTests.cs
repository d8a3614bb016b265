using Amazon.IdentityManagement;
using KeyReaper.Tests.Sandbox.Access;

namespace KeyReaper.Tests.Sandbox.Policies;

/// <summary>A role whose policies the sandbox enforces, asked over the wire.</summary>
public sealed class PolicyTests : SandboxTest
{
    private const string Role = "ASIASOMEROLE00000000";
    private const string Users = "arn:aws:iam::111122223333:user/";

    private SandboxRole? ops;

    [Fact]
    public async Task What_nothing_allows_is_denied_in_the_words_of_AWS()
    {
        Account.CreateUser("alice");

        var answer = await Ask([], "GetUser", ("UserName", "alice"));

        (answer.Status, answer.Code).ShouldBe((403, "AccessDenied"));
        answer.Message.ShouldBe(
            "User: arn:aws:sts::111122223333:assumed-role/Ops/sandbox is not authorized to perform: iam:GetUser on resource: user alice " +
            "because no identity-based policy allows the iam:GetUser action");
    }

    [Fact]
    public async Task An_explicit_deny_wins_over_every_allow_whichever_comes_first()
    {
        Account.CreateUser("alice");
        string[] policies = [Policy("Deny", "iam:GetUser"), Policy("Allow", "*")];

        foreach (var order in new[] { policies, [.. policies.Reverse()] })
        {
            var answer = await Ask(order, "GetUser", ("UserName", "alice"));

            answer.Message.ShouldNotBeNull().ShouldEndWith("perform: iam:GetUser on resource: user alice with an explicit deny in an identity-based policy");
        }

        (await Ask(policies, "ListUserTags", ("UserName", "alice"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "iam:Get*", "Resource": "*"}}""", "")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "iam:List*", "Resource": "*"}}""", "because no permissions boundary allows the iam:GetUser action")]
    [InlineData("""{"Statement": []}""", "because no permissions boundary allows the iam:GetUser action")]
    [InlineData("""{"Statement": {"Effect": "Deny", "Action": "iam:Tag*", "Resource": "*"}}""", "because no permissions boundary allows the iam:GetUser action")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:GetUser", "Resource": "*"}]}""", "with an explicit deny in a permissions boundary")]
    public async Task A_boundary_takes_away_what_it_does_not_allow_and_gives_nothing(string boundary, string because)
    {
        Account.CreateUser("alice");
        (await Ask([Policy("Allow", "iam:GetUser")], "GetUser", ("UserName", "alice"))).Status.ShouldBe(200);
        ops!.SetPermissionsBoundary(boundary);

        var answer = await Ask([Policy("Allow", "iam:GetUser")], "GetUser", ("UserName", "alice"));

        if (because.Length == 0) answer.Status.ShouldBe(200);
        else answer.Message.ShouldNotBeNull().ShouldEndWith(because);
        (await Ask([Policy("Allow", "iam:GetUser")], "ListUsers")).Message.ShouldNotBeNull().ShouldEndWith("because no identity-based policy allows the iam:ListUsers action");

        ops.SetPermissionsBoundary(null);
        (await Ask([Policy("Allow", "iam:GetUser")], "GetUser", ("UserName", "alice"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("iam:GetUser", true)]
    [InlineData("IAM:getuser", true)]
    [InlineData("iam:Get*", true)]
    [InlineData("iam:?etUser", true)]
    [InlineData("*", true)]
    [InlineData("iam:GetUse", false)]
    [InlineData("iam:GetUserPolicy", false)]
    [InlineData("sns:*", false)]
    public async Task Actions_match_with_wildcards_and_ignoring_case(string action, bool allowed)
    {
        Account.CreateUser("alice");

        (await Ask([Policy("Allow", action)], "GetUser", ("UserName", "alice"))).Status.ShouldBe(allowed ? 200 : 403);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:*", true)]
    [InlineData(Users + "*", true)]
    [InlineData(Users + "ci/*", true)]
    [InlineData(Users + "ci/deploy/bot", true)]
    [InlineData(Users + "ci/deploy/b?t", true)]
    [InlineData("arn:*:iam::*:user/ci/*", true)]
    [InlineData(Users + "bot", false)]
    [InlineData(Users + "ci/bot", false)]
    [InlineData(Users + "CI/*", false)]
    [InlineData(Users + "people/*", false)]
    [InlineData("arn:aws:iam::999999999999:user/*", false)]
    [InlineData("arn:aws:*user/ci/*", false)]
    public async Task Users_match_by_their_ARN_which_has_the_path_in_it(string resource, bool allowed)
    {
        var key = Account.CreateUser("bot", "/ci/deploy/").CreateAccessKey();
        string[] policies = [Policy("Allow", "iam:*", resource)];

        (await Ask(policies, "ListAccessKeys", ("UserName", "bot"))).Status.ShouldBe(allowed ? 200 : 403);
        (await Ask(policies, "GetAccessKeyLastUsed", ("AccessKeyId", key.Id))).Status.ShouldBe(allowed ? 200 : 403, "it is authorised against the key's owner");
        (await Ask(policies, "GetAccessKeyLastUsed", ("AccessKeyId", key.Id), ("UserName", "else"))).Status.ShouldBe(allowed ? 200 : 403, "whoever else is named");
    }

    [Fact]
    public async Task To_get_a_user_takes_the_right_to_where_it_is_now_and_its_tags_may_be_a_condition()
    {
        var bot = Account.CreateUser("bot", "/ci/");
        bot.Tag("team", "web");
        bot.Tag("keyreaper:exempt", "2027-01-31");
        string Conditioned(string key) => $$"""{"Statement": {"Effect": "Allow", "Action": "iam:GetUser", "Resource": "{{Users}}ci/*", "Condition": {"StringEquals": {"{{key}}/Team": "web"} } } }""";
        async Task<int> Status(string policy) => (await Ask([policy], "GetUser", ("UserName", "bot"))).Status;

        var told = await Ask([Policy("Allow", "iam:GetUser", Users + "ci/*")], "GetUser", ("UserName", "bot"));
        (told.Text("Path"), told.Text("Arn")).ShouldBe(("/ci/", bot.Arn));
        told.Texts("Key").Zip(told.Texts("Value")).ShouldBe([("keyreaper:exempt", "2027-01-31"), ("team", "web")]);
        (await Status(Conditioned("aws:ResourceTag"))).ShouldBe(200);
        (await Status(Conditioned("iam:ResourceTag"))).ShouldBe(200);

        bot.Untag("team");
        (await Status(Conditioned("aws:ResourceTag"))).ShouldBe(403);
        bot.MoveTo("/people/");
        (await Status(Policy("Allow", "iam:GetUser", Users + "ci/*"))).ShouldBe(403);
    }

    [Theory]
    [InlineData(Users + "ci/bot", Users + "service/robot", 200)]
    [InlineData(Users + "ci/bot", Users + "ci/*", 403)]
    [InlineData(Users + "service/*", Users + "service/robot", 403)]
    public async Task To_move_a_user_takes_the_right_to_where_it_is_and_to_where_it_goes(string one, string other, int status)
    {
        Account.CreateUser("bot", "/ci/");
        string[] policies = [Policy("Allow", "iam:UpdateUser", one), Policy("Allow", "iam:UpdateUser", other)];

        (await Ask(policies, "UpdateUser", ("UserName", "bot"), ("NewUserName", "robot"), ("NewPath", "/service/"))).Status.ShouldBe(status);

        Account.Users.Single().Path.ShouldBe(status == 200 ? "/service/" : "/ci/");
    }

    [Theory]
    [InlineData("ListUsers")]
    [InlineData("ListAccountAliases")]
    [InlineData("GenerateCredentialReport")]
    public async Task An_action_without_a_resource_needs_a_policy_for_everything(string action)
    {
        (await Ask([Policy("Allow", "iam:*", Users + "*"), Policy("Allow", "iam:*", "arn:*")], action)).Code.ShouldBe("AccessDenied");
        (await Ask([Policy("Allow", "iam:*")], action)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Not_before_actions_or_resources_turns_them_round()
    {
        Account.CreateUser("alice");
        Account.CreateUser("bot", "/ci/");
        string[] policies = [$$"""{"Statement": {"Effect": "Allow", "NotAction": "iam:Delete*", "NotResource": "{{Users}}ci/*"} }"""];

        (await Ask(policies, "GetUser", ("UserName", "alice"))).Status.ShouldBe(200);
        (await Ask(policies, "GetUser", ("UserName", "bot"))).Code.ShouldBe("AccessDenied");
        (await Ask(policies, "DeleteUser", ("UserName", "alice"))).Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Topics_and_roles_are_resources_too()
    {
        var topic = Sandbox.Topics.Create("reports");
        string[] policies = [Policy("Allow", "sns:Publish", topic.Arn), Policy("Allow", "sts:AssumeRole", "arn:aws:iam::111122223333:role/Reader")];
        Task<QueryAnswer> Assume(string role) => Post("sts", policies, "AssumeRole", ("RoleArn", $"arn:aws:iam::111122223333:role/{role}"), ("RoleSessionName", "it"));

        (await Post("sns", policies, "Publish", ("TopicArn", topic.Arn), ("Message", "hello"))).Status.ShouldBe(200);
        var denied = await Post("sns", policies, "Publish", ("TopicArn", topic.Arn + "2"), ("Message", "hello"));
        (denied.Status, denied.Code).ShouldBe((403, "AuthorizationError"));
        denied.Message.ShouldNotBeNull().ShouldEndWith($"perform: SNS:Publish on resource: {topic.Arn}2 because no identity-based policy allows the SNS:Publish action");
        (await Assume("Reader")).Status.ShouldBe(200);
        (await Assume("Writer")).Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Publishing_to_an_encrypted_topic_takes_rights_on_its_key()
    {
        var topic = Sandbox.Topics.Create("reports");
        topic.KmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/abc";
        Task<QueryAnswer> Publish(params string[] actions) =>
            Post("sns", [Policy("Allow", "sns:Publish"), .. actions.Select(action => Policy("Allow", action, topic.KmsKeyArn))], "Publish", ("TopicArn", topic.Arn), ("Message", "hello"));

        (await Publish()).Code.ShouldBe("KMSAccessDenied");
        (await Publish("kms:Decrypt")).Message.ShouldNotBeNull().ShouldContain($"perform: kms:GenerateDataKey on resource: {topic.KmsKeyArn}");
        (await Publish("kms:GenerateDataKey*")).Message.ShouldNotBeNull().ShouldContain("perform: kms:Decrypt");
        (await Publish("kms:GenerateDataKey*", "kms:Decrypt")).Status.ShouldBe(200);
        topic.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_denied_call_has_no_effect_and_is_denied_before_its_parameters_are_looked_at()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        var before = Account.Snapshot();

        (await Ask([], "UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"))).Code.ShouldBe("AccessDenied");
        (await Ask([], "TagUser", ("UserName", "alice"))).Code.ShouldBe("AccessDenied");

        Account.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task Temporary_credentials_of_a_role_have_its_policies_and_those_of_a_role_never_created_do_everything()
    {
        Account.CreateRole("Reader", Policy("Allow", "iam:ListUsers"));
        using var reader = (await Client.Assume("arn:aws:iam::111122223333:role/Reader")).Iam(Sandbox);
        using var anybody = (await Client.Assume("arn:aws:iam::111122223333:role/NeverCreated")).Iam(Sandbox);

        await reader.ListUsersAsync();
        (await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => reader.ListAccountAliasesAsync())).ErrorCode.ShouldBe("AccessDenied");
        await anybody.ListAccountAliasesAsync();
    }

    [Fact]
    public async Task Everybody_may_ask_who_he_is()
    {
        (await Post("sts", [Policy("Deny", "*")], "GetCallerIdentity")).Text("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/Ops/sandbox");
    }

    [Fact]
    public void A_second_role_of_a_name_is_refused()
    {
        Account.CreateRole("Ops");

        Should.Throw<SandboxException>(() => Account.CreateRole("OPS")).Code.ShouldBe("EntityAlreadyExists");
    }

    private static string Policy(string effect, string action, string resource = "*") =>
        $$"""{"Version": "2012-10-17", "Statement": [{"Effect": "{{effect}}", "Action": "{{action}}", "Resource": ["{{resource}}"]}]}""";

    private Task<QueryAnswer> Ask(string[] policies, string action, params (string Name, string Value)[] parameters) => Post("iam", policies, action, parameters);

    private async Task<QueryAnswer> Post(string service, string[] policies, string action, params (string Name, string Value)[] parameters)
    {
        var role = ops ??= Account.CreateRole("Ops");
        role.SignsWith(Role);
        role.SetPolicies(policies);
        using var client = new QueryClient(Sandbox, Role);
        return await client.Post(service, action, parameters);
    }
}
