using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

public class TranslationTests
{
    private static readonly string[] Names =
        ["Name", "FunctionName", "RoleName", "TopicName", "QueueName", "LogGroupName", "AlarmName", "GroupName", "ManagedPolicyName"];

    private static Stack Fresh => Template.Translated.With();

    [InstalledFact("python3 samtranslator")]
    public void A_second_stack_in_the_account_finds_no_name_taken() =>
        Fresh.Resources.Where(resource => resource.Value["Type"]!.ToString() is not ("AWS::Lambda::EventInvokeConfig" or "AWS::Logs::QueryDefinition")) // there it says whose configuration it is, and begins with the stack's
            .SelectMany(resource => resource.Value["Properties"]!.AsObject().Select(property => property.Key)).Intersect(Names).ShouldBeEmpty();

    [InstalledFact("python3 samtranslator")]
    public void A_failed_run_is_not_repeated_but_kept() =>
        Fresh["ReaperFunctionEventInvokeConfig"].ToJsonString().ShouldBe(
            """{"DestinationConfig":{"OnFailure":{"Destination":"${FailedRuns.Arn}"}},"FunctionName":"${ReaperFunction}","MaximumRetryAttempts":0,"Qualifier":"$LATEST"}""");

    [InstalledFact("python3 samtranslator")]
    public void The_answer_of_a_run_goes_to_the_event_bus_that_was_given_and_the_role_may_put_events_on_that_one_alone()
    {
        const string Bus = "arn:aws:events:eu-central-1:111122223333:event-bus/security";
        var stack = Template.Translated.With(("EventBus", Bus));

        stack["ReaperFunctionEventInvokeConfig"]["DestinationConfig"]!.ToJsonString().ShouldBe($$"""{"OnSuccess":{"Destination":"{{Bus}}"},"OnFailure":{"Destination":"${FailedRuns.Arn}"} }""".Replace(" ", "", StringComparison.Ordinal));
        stack.RoleStatements().Single(statement => statement.Actions.Contains("events:PutEvents")).Resources.ShouldBe([Bus]);
        Fresh.RoleStatements().SelectMany(statement => statement.Actions).ShouldNotContain("events:PutEvents");
    }

    [InstalledFact("python3 samtranslator")]
    public void The_schedule_runs_the_function_in_the_chosen_time_zone_and_keeps_what_it_cannot_deliver()
    {
        var schedule = Template.Translated.With(("ScheduleExpression", "rate(12 hours)"), ("ScheduleTimeZone", "Europe/Berlin"))["ReaperFunctionSchedule"];

        schedule["ScheduleExpression"]!.ToString().ShouldBe("rate(12 hours)");
        schedule["ScheduleExpressionTimezone"]!.ToString().ShouldBe("Europe/Berlin");
        schedule["Target"]!["Arn"]!.ToString().ShouldBe("${ReaperFunction.Arn}");
        schedule["Target"]!["Input"]!.ToString().ShouldBe("{}");
        schedule["Target"]!["DeadLetterConfig"]!["Arn"]!.ToString().ShouldBe("${FailedRuns.Arn}");
        schedule["Target"]!["RetryPolicy"]!.ToJsonString().ShouldBe("""{"MaximumRetryAttempts":5,"MaximumEventAgeInSeconds":3600}""");
    }

    [InstalledFact("python3 samtranslator")]
    public void The_scheduler_may_start_the_function_and_fill_the_queue_and_nothing_else() =>
        Fresh["ReaperFunctionScheduleRole"]["Policies"]!.AsArray()
            .SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray()).Select(statement => Statement.From(statement!))
            .Select(statement => (statement.Actions.Single(), statement.Resources.Single()))
            .ShouldBe([("lambda:InvokeFunction", "${ReaperFunction.Arn}"), ("sqs:SendMessage", "${FailedRuns.Arn}")], ignoreOrder: true);

    [InstalledFact("python3 samtranslator")]
    public void The_transform_gives_the_function_no_right_that_the_template_did_not()
    {
        Template.Translated.GrantedActions.ShouldBe(Template.Source.GrantedActions, ignoreOrder: true);
        Fresh["ReaperFunction"]["Role"]!.ToString().ShouldBe("${ReaperRole.Arn}");
        Fresh.Resources.Where(resource => resource.Value["Type"]!.ToString() == "AWS::IAM::Role").Select(resource => resource.Key)
            .ShouldBe(["ReaperRole", "ReaperFunctionScheduleRole"], ignoreOrder: true);
    }

    [InstalledFact("python3 samtranslator")]
    public void The_transform_changes_no_variable_and_no_rule()
    {
        Template.Translated.EnvironmentVariables.ShouldBe(Template.Source.EnvironmentVariables, ignoreOrder: true);
        Template.Translated.Root["Rules"]!.ToJsonString().ShouldBe(Template.Source.Root["Rules"]!.ToJsonString());
    }
}
