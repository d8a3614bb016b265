using System.Text;
using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sandbox;

/// <summary>An independent client reads every answer and signs every request.</summary>
public sealed class AwsCliTests : SandboxTest
{
    private AwsCli Aws => new(Sandbox);

    [InstalledFact("aws")]
    public async Task The_AWS_CLI_creates_lists_and_tags_users()
    {
        Sandbox.PageSize = 2;
        Sandbox.PageShape = PageShape.WithEmptyPages;
        Sandbox.Faults.Add(new() { Action = "ListUsers", Skip = 2, Times = 1, Kind = FaultKind.Throttle });
        Account.CreateUser("bob");
        Account.CreateUser("carol");
        Account.Alias = "example";

        var created = await Aws.Run("iam", "create-user", "--user-name", "alice", "--path", "/ci/", "--tags", "Key=owner,Value=payments");
        await Aws.Run(
            "iam", "tag-user", "--user-name", "alice", "--tags", "Key=keyreaper:exempt,Value=2027-01-31", "Key=Owner,Value=ops + cö=1");
        var tags = await Aws.Run("iam", "list-user-tags", "--user-name", "alice");
        await Aws.Run("iam", "untag-user", "--user-name", "alice", "--tag-keys", "OWNER");
        var user = await Aws.Run("iam", "get-user", "--user-name", "alice");
        var users = await Aws.Run("iam", "list-users");
        var aliases = await Aws.Run("iam", "list-account-aliases");

        created.At("User", "Arn").ShouldBe("arn:aws:iam::111122223333:user/ci/alice");
        tags.List("Tags").Select(tag => (tag.At("Key"), tag.At("Value")))
            .ShouldBe([("keyreaper:exempt", "2027-01-31"), ("Owner", "ops + cö=1")]);
        user.At("User", "CreateDate")!.ShouldStartWith("2026-01-05T06:00:00");
        user.List("User", "Tags").Single().At("Key").ShouldBe("keyreaper:exempt");
        users.List("Users").Select(one => one.At("UserName")).ShouldBe(["alice", "bob", "carol"]);
        aliases.List("AccountAliases").Single().GetString().ShouldBe("example");
        Sandbox.Calls.Count(call => call.Action == "ListUsers").ShouldBe(5, "two pages, an empty one before each, and one tried again");
    }

    [InstalledFact("aws")]
    public async Task The_AWS_CLI_moves_and_renames_a_user_and_gets_it_with_its_tags()
    {
        var alice = Account.CreateUser("alice");
        var key = alice.CreateAccessKey();
        alice.Tag("keyreaper:exempt", "2027-01-31");
        Account.CreateUser("bob");

        await Aws.Run("iam", "update-user", "--user-name", "alice", "--new-user-name", "zoe", "--new-path", "/service/");
        var user = await Aws.Run("iam", "get-user", "--user-name", "zoe");
        var self = await new AwsCli(Sandbox, key.Id, key.Secret).Run("iam", "get-user");
        var taken = await Aws.Fail("iam", "update-user", "--user-name", "zoe", "--new-user-name", "Bob");
        var gone = await Aws.Fail("iam", "update-user", "--user-name", "alice", "--new-path", "/");

        (user.At("User", "Path"), user.At("User", "Arn"), user.At("User", "UserId")).ShouldBe(("/service/", "arn:aws:iam::111122223333:user/service/zoe", alice.UserId));
        user.List("User", "Tags").Select(tag => (tag.At("Key"), tag.At("Value"))).ShouldBe([("keyreaper:exempt", "2027-01-31")]);
        $"{self}".ShouldBe($"{user}");
        taken.ShouldContain("(EntityAlreadyExists) when calling the UpdateUser operation: User with name Bob already exists.");
        gone.ShouldContain("(NoSuchEntity) when calling the UpdateUser operation: The user with name alice cannot be found.");
    }

    [InstalledFact("aws")]
    public async Task The_AWS_CLI_is_told_that_a_user_is_just_being_tagged_and_by_whom_it_is_forbidden()
    {
        Account.CreateUser("alice");
        Account.CreateUser("bob", "/service/");
        Account.TaggingTakes = TimeSpan.FromSeconds(1);
        Account.SetServiceControlPolicies("""{"Statement": {"Effect": "Deny", "Action": "iam:TagUser", "Resource": "arn:aws:iam::*:user/service/*"}}""");

        await Aws.Run("iam", "tag-user", "--user-name", "alice", "--tags", "Key=owner,Value=ops");
        var conflict = await Aws.Fail("iam", "untag-user", "--user-name", "alice", "--tag-keys", "owner");
        var denied = await Aws.Fail("iam", "tag-user", "--user-name", "bob", "--tags", "Key=owner,Value=ops");

        conflict.ShouldContain("(ConcurrentModification) when calling the UntagUser operation");
        denied.ShouldContain("(AccessDenied) when calling the TagUser operation");
        denied.ShouldEndWith("with an explicit deny in a service control policy");
    }

    [InstalledFact("aws")]
    public async Task The_AWS_CLI_creates_uses_deactivates_and_deletes_access_keys()
    {
        var alice = Account.CreateUser("alice");

        var created = await Aws.Run("iam", "create-access-key", "--user-name", "alice");
        var id = created.At("AccessKey", "AccessKeyId")!;
        var never = await Aws.Run("iam", "get-access-key-last-used", "--access-key-id", id);
        var self = await new AwsCli(Sandbox, id, created.At("AccessKey", "SecretAccessKey")!).Run("sts", "get-caller-identity");
        var forged = await new AwsCli(Sandbox, id, "another secret").Fail("sts", "get-caller-identity");
        var used = await Aws.Run("iam", "get-access-key-last-used", "--access-key-id", id);
        await Aws.Run("iam", "update-access-key", "--user-name", "alice", "--access-key-id", id, "--status", "Inactive");
        var listed = await Aws.Run("iam", "list-access-keys", "--user-name", "alice");
        await Aws.Run("iam", "delete-access-key", "--user-name", "alice", "--access-key-id", id);
        var gone = await Aws.Fail("iam", "delete-access-key", "--user-name", "alice", "--access-key-id", id);

        never.At("UserName").ShouldBe("alice");
        never.At("AccessKeyLastUsed", "LastUsedDate").ShouldBeNull();
        never.At("AccessKeyLastUsed", "ServiceName").ShouldBe("N/A");
        self.At("Arn").ShouldBe(alice.Arn);
        self.At("UserId").ShouldBe(alice.UserId);
        forged.ShouldContain("(SignatureDoesNotMatch)");
        used.At("AccessKeyLastUsed", "ServiceName").ShouldBe("sts");
        used.At("AccessKeyLastUsed", "Region").ShouldBe("eu-west-1");
        used.At("AccessKeyLastUsed", "LastUsedDate")!.ShouldStartWith("2026-01-05T06:00:00");
        listed.List("AccessKeyMetadata").Select(key => (key.At("AccessKeyId"), key.At("Status"))).ShouldBe([(id, "Inactive")]);
        alice.AccessKeys.ShouldBeEmpty();
        gone.ShouldBe(
            $"An error occurred (NoSuchEntity) when calling the DeleteAccessKey operation: The Access Key with id {id} cannot be found.");
    }

    [InstalledFact("aws")]
    public async Task The_AWS_CLI_gets_the_report_assumes_a_role_and_publishes()
    {
        Account.CreateUser("alice");

        var started = await Aws.Run("iam", "generate-credential-report");
        var complete = await Aws.Run("iam", "generate-credential-report");
        var report = await Aws.Run("iam", "get-credential-report");
        var role = await Aws.Run(
            "sts", "assume-role", "--role-arn", "arn:aws:iam::111122223333:role/KeyReaper", "--role-session-name", "tuesday");
        var keyReaper = new AwsCli(
            Sandbox,
            role.At("Credentials", "AccessKeyId")!,
            role.At("Credentials", "SecretAccessKey")!,
            role.At("Credentials", "SessionToken"));
        var self = await keyReaper.Run("sts", "get-caller-identity");
        var arn = (await keyReaper.Run("sns", "create-topic", "--name", "key-reports")).At("TopicArn")!;
        var subscription = await keyReaper.Run(
            "sns", "subscribe", "--topic-arn", arn, "--protocol", "email", "--notification-endpoint", "ops@example.com");
        var published = await keyReaper.Run(
            "sns", "publish", "--topic-arn", arn, "--subject", "2 keys", "--message-structure", "json",
            "--message", """{"default":"two\nlines é","sqs":"{}"}""");

        (started.At("State"), complete.At("State"), report.At("ReportFormat")).ShouldBe(("STARTED", "COMPLETE", "text/csv"));
        Encoding.UTF8.GetString(Convert.FromBase64String(report.At("Content")!)).Split('\n').Length.ShouldBe(3);
        self.At("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/KeyReaper/tuesday");
        self.At("Arn").ShouldBe(role.At("AssumedRoleUser", "Arn"));
        self.At("UserId").ShouldBe(role.At("AssumedRoleUser", "AssumedRoleId"));
        subscription.At("SubscriptionArn").ShouldBe("pending confirmation");
        var message = Sandbox.Topics.Single().Messages.Single();
        published.At("MessageId").ShouldBe(message.MessageId);
        (message.Subject, message.BodyFor("email"), message.BodyFor("sqs")).ShouldBe(("2 keys", "two\nlines é", "{}"));
    }
}

internal static class JsonPaths
{
    public static string? At(this JsonElement? json, params string[] path) => json!.Value.At(path);

    public static string? At(this JsonElement json, params string[] path) => Follow(json, path)?.GetString();

    public static IReadOnlyList<JsonElement> List(this JsonElement? json, params string[] path) =>
        [.. Follow(json!.Value, path)!.Value.EnumerateArray()];

    private static JsonElement? Follow(JsonElement json, string[] path) => path.Aggregate(
        (JsonElement?)json, (at, name) => at?.TryGetProperty(name, out var inner) is true ? inner : null);
}
