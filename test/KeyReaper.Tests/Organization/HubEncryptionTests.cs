using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Organization;

public class HubEncryptionTests
{
    private const string SomeKey = "arn:aws:kms:eu-central-1:111122223333:key/abc";
    private const string SomeTopic = "arn:aws:sns:eu-central-1:111122223333:security";

    [Theory]
    [InlineData("none", "", null, null)]
    [InlineData("create", "", "${Key}", "${Key.Arn}")]
    [InlineData(SomeKey, "", SomeKey, SomeKey)]
    [InlineData(SomeKey, SomeTopic, null, null)] // the key of that topic, not one for the alarms or the log
    public void The_key_encrypts_what_the_stack_makes(string encryption, string topic, string? topicKey, string? logKey)
    {
        var stack = With(encryption, topic);

        stack.Resources.GetValueOrDefault("Topic")?["Properties"]!["KmsMasterKeyId"]?.ToString().ShouldBe(topicKey);
        stack.Resources.GetValueOrDefault("AlarmTopic")?["Properties"]!["KmsMasterKeyId"]?.ToString().ShouldBe(topicKey);
        stack["LogGroup"]["KmsKeyId"]?.ToString().ShouldBe(logKey);
        stack.Resources.ContainsKey("Key").ShouldBe(encryption == "create");
    }

    [Theory]
    [InlineData("create", "", "${Key.Arn}")]
    [InlineData(SomeKey, SomeTopic, SomeKey)]
    public void Whoever_publishes_may_encrypt_by_it(string encryption, string topic, string key)
    {
        foreach (var role in new[] { "ReaperRole", "ReportRole" })
        {
            var statement = With(encryption, topic).RoleStatements(role).Single(statement => statement.Sid == "PublishEncrypted");
            statement.Actions.ShouldBe(["kms:GenerateDataKey*", "kms:Decrypt"]);
            statement.Resources.ShouldBe([key]);
        }
    }

    [Fact]
    public void The_key_that_the_stack_makes_is_the_single_account_s_and_admits_events_without_what_they_do_not_carry()
    {
        var key = With("create").Resources["Key"]!;
        var statements = key["Properties"]!["KeyPolicy"]!["Statement"]!.AsArray();
        var events = statements.Single(statement => statement!["Sid"]!.ToString() == "UnreportedEndPublishes")!;

        events.ToJsonString().ShouldBe("""{"Sid":"UnreportedEndPublishes","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":["kms:GenerateDataKey*","kms:Decrypt"],"Resource":"*"}""");
        statements.Remove(events);
        JsonNode.DeepEquals(key, Template.Source.With(("Encryption", "create")).Resources["Key"]).ShouldBeTrue();
    }

    private static Stack With(string encryption, string topic = "") =>
        Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"), ("Encryption", encryption), ("ExistingTopicArn", topic));
}
