using KeyReaper.Aws;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Permissions;

/// <summary>A permission is missing: what is done without it, and what readers of the report learn.</summary>
public sealed class DeniedPermissionTests : IAsyncLifetime
{
    private World world = null!;
    private SandboxAccessKey unused = null!;
    private SandboxAccessKey expired = null!;
    private string[] mended = [];

    public async Task InitializeAsync()
    {
        world = await World.StartAsync();
        unused = world.Key("alice", used: 45);
        expired = world.Key("zoe");
        expired.Deactivate();
        expired.User.Tag(KeyClock.TagKey(expired.Id), "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z");
        world.Key("erin").User.Tag("keyreaper:exempt", "true");
    }

    [Theory]
    [InlineData("iam:ListUsers")]
    [InlineData("iam:GetUser")]
    [InlineData("iam:ListAccessKeys")]
    [InlineData("iam:GetAccessKeyLastUsed")]
    public async Task What_may_not_be_read_is_not_acted_on(string action)
    {
        var before = world.Account.Snapshot();

        await DeniedPassAsync(action);

        world.Account.Snapshot().ShouldBe(before);
        await AddingTheSuggestedStatementMendsItAsync();
    }

    [Theory]
    [InlineData("iam:UpdateAccessKey", "Active", "erin zoe-deleted")]
    [InlineData("iam:DeleteAccessKey", "Inactive", "alice erin zoe")]
    [InlineData("iam:TagUser", "Active", "erin zoe-deleted")] // what cannot be recorded is not done
    [InlineData("iam:UntagUser", "Inactive", "alice erin zoe zoe-deleted")]
    public async Task What_may_not_be_done_is_not_and_the_rest_is(string action, string unusedIs, string tagged)
    {
        await DeniedPassAsync(action);

        unused.Status.ShouldBe(unusedIs);
        string[] left = [.. world.Account.Users.Where(user => user.Tags.Count > 0).Select(user => user.Name), .. expired.User.AccessKeys.Count == 0 ? ["zoe-deleted"] : Array.Empty<string>()];
        string.Join(' ', left).ShouldBe(tagged);
        world.Account.User("erin").AccessKeys.Single().Status.ShouldBe("Active");
        await AddingTheSuggestedStatementMendsItAsync();
    }

    [Fact]
    public async Task A_tag_that_outlives_its_key_since_it_may_not_be_removed_is_a_failure_in_every_pass()
    {
        world.With("INVENTORY", "walk");
        await DeniedPassAsync("iam:UntagUser");

        await DeniedPassAsync("iam:UntagUser");

        world.MailText.ShouldContain($"{expired.Id}");
        await AddingTheSuggestedStatementMendsItAsync();
    }

    [Fact]
    public async Task A_tag_that_may_not_be_removed_is_none_once_its_user_is_gone_too()
    {
        world.With("INVENTORY", "walk");
        expired.Delete();
        world.Sandbox.Faults.Add(new() { Action = "UntagUser", Kind = FaultKind.AccessDenied, Before = _ => world.Account.DeleteUser("zoe") });

        (await world.PassAsync()).Failed.ShouldBe(0);
    }

    [Theory]
    [InlineData("iam:GenerateCredentialReport")]
    [InlineData("iam:GetCredentialReport")]
    public async Task Without_the_credential_report_every_user_is_read_and_the_report_says_what_to_grant(string action)
    {
        await world.Under(RolePolicies.Live.WithoutAction(action).Documents).PassAsync();

        unused.Status.ShouldBe("Inactive");
        world.MailText.ShouldContain($"Every user was read: the credential report could not be used: {action}: AccessDenied");
        world.MailText.ShouldContain(StatementFor(action));
        world.Mail.Subject.ShouldNotBeNull().ShouldNotContain("needs attention");
    }

    [Fact]
    public async Task Without_the_alias_the_report_goes_without_it()
    {
        await world.Under(RolePolicies.Live.WithoutAction("iam:ListAccountAliases").Documents).PassAsync();

        unused.Status.ShouldBe("Inactive");
        world.Log.ShouldContain("The report goes without the account's alias. iam:ListAccountAliases: AccessDenied: User: arn:aws:sts::111122223333:assumed-role/keyreaper-ReaperRole-1A2B3C4D5E6F/");
    }

    [Theory]
    [InlineData("sns:Publish", "The function's role needs sns:Publish on it")]
    [InlineData("kms:Decrypt", "the function's role needs kms:GenerateDataKey* and kms:Decrypt on it")]
    [InlineData("kms:GenerateDataKey*", "the function's role needs kms:GenerateDataKey* and kms:Decrypt on it")]
    public async Task A_report_that_may_not_be_published_is_whole_in_the_log(string action, string advice)
    {
        world.Topic.KmsKeyArn = RolePolicies.KeyArn;
        world.Under(RolePolicies.Live.WithoutAction(action).Documents);

        (await Assert.ThrowsAsync<TopicException>(() => world.PassAsync())).Message.ShouldContain(advice);

        world.Topic.Messages.ShouldBeEmpty();
        world.Log.ShouldContain(advice);
        world.Log.ShouldContain($"aws iam update-access-key --user-name alice --access-key-id {unused.Id} --status Active");
        world.Log.ShouldContain($"deleted access key {expired.Id} of user zoe");
    }

    [Fact]
    public async Task Several_missing_rights_are_named_in_one_statement()
    {
        await world.Under(RolePolicies.Live.Without("ChangeAccessKeys").Documents).FailingPassAsync();

        world.MailText.ShouldContain(StatementFor("iam:DeleteAccessKey\", \"iam:UpdateAccessKey"));
    }

    [Fact]
    public async Task A_right_confined_to_a_path_leaves_the_users_outside_alone_and_says_so()
    {
        var inside = world.Key("bot", path: "/ci/");
        var narrowed = RolePolicies.Live.Documents.Select(document => document.Replace("\"arn:aws:iam::111122223333:user/*\"", "\"arn:aws:iam::111122223333:user/ci/*\"", StringComparison.Ordinal));

        await world.Under(narrowed).FailingPassAsync();

        (inside.Status, unused.Status, expired.User.AccessKeys.Count).ShouldBe(("Inactive", "Active", 1));
        world.MailText.ShouldContain("users could not be listed, so none was touched: iam:ListAccessKeys: AccessDenied");
        world.MailText.ShouldContain("alice; ");
        world.MailText.ShouldContain(StatementFor("iam:ListAccessKeys"));
    }

    public Task DisposeAsync() => world.DisposeAsync().AsTask();

    private async Task DeniedPassAsync(string action)
    {
        if (action == "iam:ListUsers") world.With("INVENTORY", "walk");

        string[] reduced = [.. RolePolicies.Live.WithoutAction(action).Documents];
        await world.Under(reduced).FailingPassAsync();

        world.MailText.ShouldContain($"{action}: AccessDenied");
        world.MailText.ShouldContain("The function's role lacks these, or another policy denies them. To add to the role:");
        world.MailText.ShouldContain(StatementFor(action));
        var suggested = world.MailText.Split('\n').Where(line => line.StartsWith('{'));
        mended = [.. reduced, .. suggested.Select(statement => $$"""{"Statement": [{{statement}}]}""")];
    }

    private async Task AddingTheSuggestedStatementMendsItAsync()
    {
        // By walking: the credential report rules a user without keys out, and with it a tag that outlived its key.
        await world.Under(mended).With("INVENTORY", "walk").PassAsync();

        (unused.Status, expired.User.AccessKeys.Count).ShouldBe(("Inactive", 0));
        world.Account.Users.SelectMany(user => user.Tags.Keys).ShouldBe([KeyClock.TagKey(unused.Id), "keyreaper:exempt"], ignoreOrder: true);
    }

    private static string StatementFor(string action) =>
        $$"""{"Effect": "Allow", "Action": ["{{action}}"], "Resource": "{{(action is "iam:ListUsers" or "iam:GenerateCredentialReport" or "iam:GetCredentialReport" ? "*" : "arn:aws:iam::111122223333:user/*")}}" """.TrimEnd();
}
