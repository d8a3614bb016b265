using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

public class ParameterTests
{
    private static readonly IReadOnlyCollection<Parameter> All = [.. Template.Source.Parameters.Values];
    private static readonly JsonNode Interface = Template.Source.Root["Metadata"]!["AWS::CloudFormation::Interface"]!;

    [Fact]
    public void Every_parameter_says_what_it_is_and_which_values_are_valid() => All.ShouldAllBe(parameter =>
        parameter.Text("Type") != null
        && parameter.Text("Description")!.Length > 20
        && (parameter.Text("AllowedPattern") != null || parameter.AllowedValues.Count > 0 || (parameter.Text("MinValue") != null && parameter.Text("MaxValue") != null))
        && (parameter.Text("AllowedPattern") == null || parameter.Text("ConstraintDescription") != null));

    [Fact]
    public void Every_parameter_has_a_default_that_its_own_constraint_accepts() => All.ShouldAllBe(parameter => parameter.Accepts(parameter.Default));

    [Fact]
    public void Every_parameter_is_asked_for_in_exactly_one_group() =>
        Interface["ParameterGroups"]!.AsArray().SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => name!.ToString())
            .ShouldBe(All.Select(parameter => parameter.Name), ignoreOrder: true);

    [Fact]
    public void Every_parameter_has_a_label() =>
        Interface["ParameterLabels"]!.AsObject().Select(label => label.Key).ShouldBe(All.Select(parameter => parameter.Name), ignoreOrder: true);

    [Fact] // SAM shows no more of a parameter than its name: whoever presses Enter at the first one should be the one who knows better
    public void The_first_question_is_who_is_told() => All.First().Name.ShouldBe("Email");

    [Fact]
    public void A_hub_s_first_questions_are_what_it_cannot_do_without_and_who_is_told() => Template.Hub.Parameters.Keys.Take(2).ShouldBe(["OrganizationId", "Email"]);

    [Fact]
    public void Going_without_a_day_of_slack_is_advised_against()
    {
        foreach (var template in new[] { Template.Source, Template.Hub })
            template.Parameters["MissedRunDays"].Text("Description")!.ShouldContain("at least 2 with a daily one");
    }

    [Theory]
    [InlineData("ExistingTopicArn", "", "arn:aws:sns:eu-central-1:111122223333:security", "arn:aws-us-gov:sns:us-gov-west-1:111122223333:a_b-c")]
    [InlineData("Email", "", "security@example.com", "first.last+keys@mail.example.co.uk")]
    [InlineData("Encryption", "none", "create", "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-0123456789abcdef0123456789abcdef")]
    [InlineData("ScheduleExpression", "cron(0 6 * * ? *)", "cron(30 7 ? * MON-FRI *)", "rate(1 day)", "rate(12 hours)")]
    [InlineData("ScheduleTimeZone", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Etc/GMT+1")]
    [InlineData("ExemptUsers", "", "break-glass", "ci-*, o=x+y@example.com", "a_b.c")]
    [InlineData("ExemptPaths", "", "/service/", "/service/,/vendor/", "/a/, /b-c/d_e/")]
    [InlineData("OwnerTag", "", "Owner", "cost:owner/team")]
    [InlineData("ToolTags", "", "ManagedBy=Terraform*", "aws:cloudformation:stack-name,*terraform*, iac tool=CDK v2,a=b=c")]
    [InlineData("EventBus", "", "arn:aws:events:eu-central-1:111122223333:event-bus/default", "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/a.b/c_d-e")]
    [InlineData("UnusedDays", "1", "30", "3650")]
    [InlineData("WarnDays", "0", "7")]
    [InlineData("PasswordDays", "0", "45", "3650")]
    [InlineData("MaxExemptDays", "", "1", "90", "999", "3599", "3649", "3650")]
    [InlineData("LongestPauseDays", "1", "8", "31")]
    [InlineData("MissedRunDays", "0", "7")]
    public void A_good_value_is_accepted(string parameter, params string[] values) =>
        values.ShouldAllBe(value => Template.Source.Parameters[parameter].Accepts(value));

    [Theory]
    [InlineData("DryRun", "", "False", "no")]
    [InlineData("ExistingTopicArn", "security", "arn:aws:sns:eu-central-1:111122223333:orders.fifo", "arn:aws:sqs:eu-central-1:111122223333:security")]
    [InlineData("Email", "security", "a@b", "a@example.com,b@example.com ", "a b@example.com", "@example.com")]
    [InlineData("Encryption", "", "alias/aws/sns", "arn:aws:kms:eu-central-1:111122223333:alias/sns", "true")]
    [InlineData("ScheduleExpression", "", "daily", "cron(0 6 * * *)", "cron(0 6 * * ? *) ", "rate(0 days)", "rate(1.5 days)", "at(2026-11-22T06:00:00)")]
    [InlineData("ScheduleTimeZone", "", "+01:00", "Europe/", "Europe Berlin")]
    [InlineData("ExemptUsers", "a/b", "a;b", "a\nb")]
    [InlineData("ExemptPaths", "service/", "/a/,b/", "/a b/")]
    [InlineData("OwnerTag", "owner!", "a,b")]
    [InlineData("ToolTags", "=x", "a=", "a,,b", "a, ", "a;b", "a,=b", "a= ")]
    [InlineData("EventBus", "default", "arn:aws:events:eu-central-1:111122223333:rule/x", "arn:aws:sns:eu-central-1:111122223333:security", "arn:aws:events:eu-central-1:111122223333:event-bus/*")]
    [InlineData("UnusedDays", "0", "3651", "thirty", "")]
    [InlineData("GraceDays", "0", "3651")]
    [InlineData("WarnDays", "-1")]
    [InlineData("PasswordDays", "-1", "3651")]
    [InlineData("MaxExemptDays", "0", "3651", "90 days")]
    [InlineData("LongestPauseDays", "0", "32")]
    [InlineData("MaxDeletions", "0", "-1")]
    [InlineData("Notify", "never")]
    [InlineData("Inventory", "report")]
    [InlineData("LogRetentionDays", "31")]
    [InlineData("MissedRunDays", "8")]
    public void A_bad_value_is_refused(string parameter, params string[] values) =>
        values.ShouldAllBe(value => !Template.Source.Parameters[parameter].Accepts(value));

    [Fact]
    public void An_address_for_a_topic_of_somebody_else_is_refused() =>
        Template.Source.With(("ExistingTopicArn", "arn:aws:sns:eu-central-1:111122223333:security"), ("Email", "a@example.com"))
            .Refusals.ShouldHaveSingleItem().ShouldStartWith("Email subscribes to the topic this stack creates.");

    [Fact]
    public void A_new_key_for_a_topic_of_somebody_else_is_refused() =>
        Template.Source.With(("ExistingTopicArn", "arn:aws:sns:eu-central-1:111122223333:security"), ("Encryption", "create"))
            .Refusals.ShouldHaveSingleItem().ShouldStartWith("An existing topic brings its own encryption.");

    [Fact]
    public void The_defaults_contradict_nothing() => Template.Source.With().Refusals.ShouldBeEmpty();
}
