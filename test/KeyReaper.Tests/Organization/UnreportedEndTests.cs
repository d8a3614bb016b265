using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>A run that was ended from outside cannot report it. A rule that reacts to its end does, to where the alarms go.</summary>
public class UnreportedEndTests
{
    private static readonly Stack Fresh = With();

    [InstalledFact("aws", "moto_server")]
    public async Task Only_a_run_that_ended_without_its_report_is_reported_by_the_rule()
    {
        await using var moto = new MotoServer();
        var aws = new AwsCli(await moto.EmptyAsync());
        var pattern = Fresh["UnreportedEnd"]["EventPattern"]!.ToJsonString().Replace("${Organization}", Machine, StringComparison.Ordinal);

        var ends = new[]
        {
            (End("TIMED_OUT"), true), (End("ABORTED"), true), (End("FAILED", "States.Runtime"), true), (End("FAILED", "EventBridge.FailedEntry"), true), (End("FAILED"), true),
            (End("FAILED", "AttentionNeeded"), false), (End("SUCCEEDED"), false), (End("RUNNING"), false),
            (End("TIMED_OUT", machine: Machine + "/ReapAccounts:1a2b"), false), (End("FAILED", "States.Runtime", Machine.Replace("Organization", "Another", StringComparison.Ordinal)), false),
        };
        var queue = (await aws.Run("sqs", "create-queue", "--queue-name", "told"))!.Value.GetProperty("QueueUrl").GetString()!;
        await aws.Run("events", "put-rule", "--name", "unreported-end", "--event-pattern", pattern);
        await aws.Run("events", "put-targets", "--rule", "unreported-end", "--targets", "Id=told,Arn=arn:aws:sqs:eu-west-1:123456789012:told");

        await aws.Run("events", "put-events", "--entries", new JsonArray([.. ends.Select(end => Entry(end.Item1))]).ToJsonString());

        var messages = (await aws.Run("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10"))!.Value.GetProperty("Messages").EnumerateArray();
        messages.Select(message => JsonNode.Parse(message.GetProperty("Body").GetString()!)!["detail"]!.ToJsonString())
            .ShouldBe(ends.Where(end => end.Item2).Select(end => end.Item1.ToJsonString()), ignoreOrder: true);

        static JsonNode Entry(JsonObject detail) => new JsonObject { ["Source"] = "aws.states", ["DetailType"] = "Step Functions Execution Status Change", ["Detail"] = detail.ToJsonString() };
    }

    [Fact]
    public void Its_message_names_the_run_and_says_how_it_ended()
    {
        var target = Fresh["UnreportedEnd"]["Targets"]!.AsArray().ShouldHaveSingleItem()!;

        target["Arn"]!.ToString().ShouldBe("${AlarmTopic}");
        var message = target["InputTransformer"]!["InputPathsMap"]!.AsObject().Aggregate(
            target["InputTransformer"]!["InputTemplate"]!.ToString(), (text, path) => text.Replace($"<{path.Key}>", path.Value!.ToString()["$.detail.".Length..], StringComparison.Ordinal));
        message.ShouldBe(
            "\"KeyReaper's run executionArn ended as status, and not by itself: its report may be missing. error cause What passes did until then is in the reports of their accounts "
            + "and in the log, and passes that were going come to their own end. The next run derives everything anew.\"");
    }

    [Fact]
    public void The_topic_of_the_alarms_takes_it_and_all_that_it_took_before()
    {
        var statements = Fresh["AlarmTopicPolicy"]["PolicyDocument"]!["Statement"]!.AsArray();

        Fresh["AlarmTopicPolicy"]["Topics"]!.ToJsonString().ShouldBe("""["${AlarmTopic}"]""");
        statements.Count.ShouldBe(2);
        var byDefault = Statement.From(statements[0]!); // as SNS makes it: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
        statements[0]!["Principal"]!.ToJsonString().ShouldBe("""{"AWS":"*"}""");
        byDefault.Condition!.ToJsonString().ShouldBe("""{"StringEquals":{"aws:SourceOwner":"${AWS::AccountId}"}}""");
        byDefault.Actions.ShouldBe(
            ["sns:GetTopicAttributes", "sns:SetTopicAttributes", "sns:AddPermission", "sns:RemovePermission", "sns:DeleteTopic", "sns:Subscribe", "sns:ListSubscriptionsByTopic", "sns:Publish"]);
        statements[1]!.ToJsonString().ShouldBe(
            """{"Sid":"UnreportedEndPublishes","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"${AlarmTopic}"}""", "no condition would ever hold");
    }

    [Fact]
    public void What_cannot_be_published_is_kept_in_the_queue_that_it_alone_may_send_to()
    {
        Fresh["UnreportedEnd"]["Targets"]![0]!["DeadLetterConfig"]!["Arn"]!.ToString().ShouldBe("${FailedStarts.Arn}");
        var statement = Statement.From(Fresh["FailedStartsPolicy"]["PolicyDocument"]!["Statement"]!.AsArray().ShouldHaveSingleItem()!);
        (statement.Actions.Single(), statement.Resources.Single(), statement.Condition!.ToJsonString()).ShouldBe(
            ("sqs:SendMessage", "${FailedStarts.Arn}", """{"ArnEquals":{"aws:SourceArn":"${UnreportedEnd.Arn}"}}"""));
    }

    [Fact]
    public void A_topic_that_is_there_already_gets_it_and_keeps_the_policy_it_has()
    {
        const string Topic = "arn:aws:sns:eu-central-1:111122223333:security";
        var stack = With(("ExistingTopicArn", Topic));

        stack["UnreportedEnd"]["Targets"]![0]!["Arn"]!.ToString().ShouldBe(Topic);
        stack.Resources.Values.ShouldNotContain(resource => resource["Type"]!.ToString() == "AWS::SNS::TopicPolicy");
    }

    private const string Machine = "arn:aws:states:eu-west-1:111122223333:stateMachine:Organization";

    private static Stack With(params (string Parameter, string Value)[] parameters) =>
        new Template(ShortForm.ReadTyped(Repository.Read("infra/organization/hub.yaml"))).With([("OrganizationId", "o-a1b2c3d4e5"), .. parameters]);

    /// <summary>An event as Step Functions sends it: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html</summary>
    private static JsonObject End(string status, string? error = null, string machine = Machine)
    {
        var detail = new JsonObject
        {
            ["executionArn"] = "arn:aws:states:eu-west-1:111122223333:execution:Organization:tuesday",
            ["stateMachineArn"] = machine,
            ["name"] = "tuesday",
            ["status"] = status,
            ["startDate"] = 1767592800000,
            ["stopDate"] = status == "RUNNING" ? null : 1767596400000,
            ["input"] = "{}",
            ["inputDetails"] = new JsonObject { ["included"] = true },
            ["output"] = null,
            ["outputDetails"] = null,
        };
        if (error is not null) (detail["error"], detail["cause"]) = (error, "");
        return detail;
    }
}
