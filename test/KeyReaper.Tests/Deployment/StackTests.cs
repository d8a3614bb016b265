using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KeyReaper.Asked;

namespace KeyReaper.Tests.Deployment;

public class StackTests
{
    private const string SomeTopic = "arn:aws:sns:eu-central-1:111122223333:security";
    private const string SomeKey = "arn:aws:kms:eu-central-1:111122223333:key/abc";
    private static readonly string[] Alarms = ["ErrorsAlarm", "MissedRunAlarm", "FailedRunsAlarm"];

    private static readonly Stack Fresh = Template.Source.With();

    [Fact]
    public void The_function_runs_on_the_managed_runtime_with_all_the_time_there_is()
    {
        var function = Fresh["ReaperFunction"];

        function["Runtime"]!.ToString().ShouldBe("dotnet10");
        function["Architectures"]![0]!.ToString().ShouldBe("arm64");
        function["Timeout"]!.ToString().ShouldBe("900");
        function["MemorySize"]!.ToString().ShouldBe("512");
        function["LoggingConfig"]!.ToJsonString().ShouldBe("""{"LogFormat":"JSON","LogGroup":"${LogGroup}"}""");
        File.Exists(Path.Combine(Repository.PathOf(function["CodeUri"]!.ToString()), "KeyReaper.csproj")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("false", null)]
    [InlineData("true", "1")]
    public void Concurrency_is_reserved_only_where_it_was_asked_for(string oneRunAtATime, string? reserved) =>
        Template.Source.With(("OneRunAtATime", oneRunAtATime))["ReaperFunction"]["ReservedConcurrentExecutions"]?.ToString().ShouldBe(reserved);

    [Fact]
    public void The_alarms_tell_whoever_reads_the_reports()
    {
        foreach (var alarm in Alarms)
        {
            Fresh[alarm]["AlarmActions"]!.ToJsonString().ShouldBe("""["${Topic}"]""");
            Template.Source.With(("ExistingTopicArn", SomeTopic))[alarm]["AlarmActions"]!.ToJsonString().ShouldBe($"""["{SomeTopic}"]""");
        }
    }

    [Theory]
    [InlineData("ErrorsAlarm", "AWS/Lambda", "Errors", "GreaterThanOrEqualToThreshold", "notBreaching")]
    [InlineData("FailedRunsAlarm", "AWS/SQS", "NumberOfMessagesSent", "GreaterThanOrEqualToThreshold", "notBreaching")]
    public void One_is_enough_for_an_alarm_and_silence_means_what_it_should(string alarm, string space, string metric, string comparison, string missing)
    {
        var properties = Fresh[alarm];

        properties["Namespace"]!.ToString().ShouldBe(space);
        properties["MetricName"]!.ToString().ShouldBe(metric);
        properties["ComparisonOperator"]!.ToString().ShouldBe(comparison);
        properties["TreatMissingData"]!.ToString().ShouldBe(missing);
        properties["Threshold"]!.ToString().ShouldBe("1");
    }

    [Fact] // a message stays for 14 days, so an alarm on the messages in the queue would report only the first failed run
    public void Every_failed_run_sets_its_alarm_off_anew_however_late_the_queue_tells()
    {
        var alarm = Fresh["FailedRunsAlarm"];

        alarm["Statistic"]!.ToString().ShouldBe("Sum");
        alarm["DatapointsToAlarm"]!.ToString().ShouldBe("1");
        (Number(alarm["Period"]) * Number(alarm["EvaluationPeriods"])).ShouldBe(15 * 60);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("7")]
    public void A_missed_run_is_looked_for_over_whole_days_and_within_the_seven_that_CloudWatch_allows(string days)
    {
        var alarm = Template.Source.With(("MissedRunDays", days))["MissedRunAlarm"];

        Number(alarm["Metrics"]![1]!["MetricStat"]!["Period"]).ShouldBe(86_400);
        Number(alarm["EvaluationPeriods"]).ShouldBe(Number(days));
        (86_400 * Number(days)).ShouldBeLessThanOrEqualTo(604_800);
    }

    [Fact]
    public void A_day_without_a_run_counts_as_none_rather_than_as_missing() => ShouldWatchForAnAbsence(
        Fresh["MissedRunAlarm"], """{"Namespace":"AWS/Lambda","MetricName":"Invocations","Dimensions":[{"Name":"FunctionName","Value":"${ReaperFunction}"}]}""");

    /// <summary>
    /// CloudWatch applies TreatMissingData only if there are too few older points in its evaluation range, which is days after the first missing one.
    /// So missing days are made zeros. Breaching remains for a metric that never had a point, for which FILL makes none.
    /// </summary>
    internal static void ShouldWatchForAnAbsence(JsonObject alarm, string metric)
    {
        alarm["Metrics"]!.ToJsonString().ShouldBe(
            """[{"Id":"runs","Expression":"FILL(started, 0)","Label":"runs a day"},"""
            + """{"Id":"started","ReturnData":"false","MetricStat":{"Period":"86400","Stat":"Sum","Metric":""" + metric + "}}]");
        alarm["ComparisonOperator"]!.ToString().ShouldBe("LessThanThreshold");
        alarm["Threshold"]!.ToString().ShouldBe("1");
        alarm["TreatMissingData"]!.ToString().ShouldBe("breaching");
        alarm.ContainsKey("MetricName").ShouldBeFalse();
    }

    [Fact]
    public void No_days_make_no_alarm_for_missed_runs() =>
        Template.Source.With(("MissedRunDays", "0")).Resources.Keys.ShouldBe(Fresh.Resources.Keys.Except(["MissedRunAlarm"]));

    [Fact]
    public void An_existing_topic_is_used_not_made() =>
        Template.Source.With(("ExistingTopicArn", SomeTopic)).Resources.Keys.ShouldBe(Fresh.Resources.Keys.Except(["Topic"]));

    [Theory]
    [InlineData("", "", null, "${Topic}")]
    [InlineData("owner", "", """{"audience":["summary"]}""", "${AlarmTopic}")]
    [InlineData("owner", "a@example.com", """{"audience":["summary"]}""", "${AlarmTopic}")]
    public void With_an_owner_tag_the_address_is_spared_the_owners_messages_and_not_the_alarms(string ownerTag, string email, string? filter, string alarmTopic)
    {
        var stack = Template.Source.With(("OwnerTag", ownerTag), ("Email", email));

        foreach (var alarm in Alarms) stack[alarm]["AlarmActions"]!.ToJsonString().ShouldBe($"""["{alarmTopic}"]""");
        stack.Output("AlarmTopicArn").ShouldBe(alarmTopic);
        if (email.Length == 0) return;

        stack["EmailSubscription"]["FilterPolicy"]?.ToJsonString().ShouldBe(filter);
        stack["AlarmSubscription"].ToJsonString().ShouldBe("""{"TopicArn":"${AlarmTopic}","Protocol":"email","Endpoint":"a@example.com"}""");
    }

    [Fact]
    public void An_existing_topic_gets_the_alarms_whatever_the_owner_tag() =>
        Template.Source.With(("ExistingTopicArn", SomeTopic), ("OwnerTag", "owner")).Output("AlarmTopicArn").ShouldBe(SomeTopic);

    [Fact]
    public void An_address_is_subscribed_and_no_address_is_not()
    {
        Fresh.Resources.Keys.ShouldNotContain("EmailSubscription");
        Template.Source.With(("Email", "a@example.com"))["EmailSubscription"].ToJsonString()
            .ShouldBe("""{"TopicArn":"${Topic}","Protocol":"email","Endpoint":"a@example.com"}""");
    }

    [Theory]
    [InlineData("none", "", null, null)]
    [InlineData("create", "", "${Key}", "${Key.Arn}")]
    [InlineData(SomeKey, "", SomeKey, SomeKey)]
    [InlineData(SomeKey, SomeTopic, null, null)] // the key of that topic, not one for the log
    public void The_key_encrypts_what_the_stack_makes(string encryption, string topic, string? topicKey, string? logKey)
    {
        var stack = Template.Source.With(("Encryption", encryption), ("ExistingTopicArn", topic));

        stack.Resources.GetValueOrDefault("Topic")?["Properties"]!["KmsMasterKeyId"]?.ToString().ShouldBe(topicKey);
        stack["LogGroup"]["KmsKeyId"]?.ToString().ShouldBe(logKey);
        stack.Resources.ContainsKey("Key").ShouldBe(encryption == "create");
    }

    [Fact]
    public void Alarms_can_publish_with_the_key_of_the_stack()
    {
        var key = Template.Source.With(("Encryption", "create"))["Key"];
        var alarms = key["KeyPolicy"]!["Statement"]!.AsArray().Single(statement => statement!["Sid"]!.ToString() == "AlarmsPublish")!;

        key["EnableKeyRotation"]!.ToString().ShouldBe("true");
        alarms["Principal"]!["Service"]!.ToString().ShouldBe("cloudwatch.amazonaws.com");
        alarms["Condition"]!.ToJsonString().ShouldBe("""{"StringEquals":{"aws:SourceAccount":"${AWS::AccountId}"}}""");
        Statement.From(alarms).Actions.ShouldBe(["kms:GenerateDataKey*", "kms:Decrypt"]);
    }

    [Fact]
    public void The_record_of_what_was_done_outlives_the_stack_and_so_does_its_key()
    {
        var stack = Template.Source.With(("Encryption", "create"));

        foreach (var resource in new[] { "LogGroup", "Key" })
            stack.Resources[resource]["DeletionPolicy"]!.ToString().ShouldBe("RetainExceptOnCreate");
    }

    [Theory]
    [InlineData("true", "REHEARSAL")]
    [InlineData("false", "LIVE")]
    public void The_stack_says_whether_it_acts(string dryRun, string mode) =>
        Template.Source.With(("DryRun", dryRun)).Output("Mode").ShouldStartWith(mode);

    [Fact]
    public async Task What_the_stack_sends_its_function_and_tells_people_to_send_is_on_the_list_of_events()
    {
        var stack = Template.Source.With();
        var scheduled = stack["ReaperFunction"]["Events"]!["Schedule"]!["Properties"]!["Input"]!.ToString();
        var told = stack.Output("RehearseNow").Split('\'')[1];

        (await PassRequest.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(scheduled)))).DryRun.ShouldBeFalse();
        (await PassRequest.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(told)))).DryRun.ShouldBeTrue();
    }

    private static int Number(JsonNode? node) => int.Parse(node!.ToString(), CultureInfo.InvariantCulture);
}
