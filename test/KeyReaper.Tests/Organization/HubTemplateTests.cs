using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

public class HubTemplateTests
{
    private const string File = "infra/organization/hub.yaml";

    private static readonly Stack Fresh = Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"));

    [InstalledFact("cfn-lint")]
    public void The_template_as_written_has_nothing_to_complain_about() =>
        CfnLint.Check(Repository.Read(File), "yaml").ShouldBe((0, ""));

    [InstalledFact("cfn-lint", "python3 samtranslator")]
    public void The_template_as_deployed_has_nothing_to_complain_about() =>
        CfnLint.Check(Template.Translate(File), "json").ShouldBe((0, ""));

    [InstalledFact("cfn-lint")]
    public void The_definition_has_nothing_to_complain_about() =>
        CfnLint.Check(Plain(Machine), "json").ShouldBe((0, ""));

    [InstalledFact("cfn-lint")]
    public void A_field_of_the_wrong_type_would_be_found()
    {
        var wrong = Machine;
        wrong.State("ReapAccounts")["ItemProcessor"]!.AsObject().State("Reap")["Retry"]![0]!["MaxAttempts"] = "often";

        CfnLint.Check(Plain(wrong), "json").Complaints.ShouldContain("E3601");
    }

    [Fact] // the linter does not look
    public void Every_state_can_be_reached_and_leads_to_one_that_exists()
    {
        foreach (var states in new[] { Machine, Children("ReapAccounts"), Children("DigestResults") })
        {
            var names = states["States"]!.AsObject().Select(state => state.Key).ToArray();
            var led = states["States"]!.AsObject().SelectMany(state => Ways(state.Value!.AsObject())).Append(states["StartAt"]!.ToString());

            led.Distinct().ShouldBe(names, ignoreOrder: true);
        }

        static IEnumerable<string> Ways(JsonObject state) =>
            new[] { state["Next"], state["Default"] }.Concat(new[] { state["Catch"], state["Choices"] }.SelectMany(rules => rules?.AsArray() ?? []).Select(rule => rule!["Next"]))
                .OfType<JsonNode>().Select(next => next.ToString());
    }

    [Fact] // https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html, and neither the linter nor the interpreter looks
    public void No_variable_of_a_child_has_the_name_of_one_around_it()
    {
        var around = Assigned(Machine);

        foreach (var map in new[] { "ReapAccounts", "DigestResults" }) Assigned(Children(map)).Intersect(around).ShouldBeEmpty();

        static string[] Assigned(JsonObject states) =>
        [
            .. states["States"]!.AsObject().Select(state => state.Value!.AsObject())
                .SelectMany(state => new[] { state }.Concat(new[] { state["Catch"], state["Choices"] }.SelectMany(rules => rules?.AsArray() ?? []).Select(rule => rule!.AsObject())))
                .SelectMany(place => place["Assign"]?.AsObject().Select(one => one.Key) ?? []).Distinct(),
        ];
    }

    [InstalledFact("python3 samtranslator")]
    public void The_transform_leaves_the_definition_as_it_is_written()
    {
        var machine = JsonNode.Parse(Template.Translate(File))!["Resources"]!["Organization"]!["Properties"]!;
        var intrinsics = new Intrinsics(Template.Hub.Root, Template.Hub.Parameters.ToDictionary(one => one.Key, one => one.Value.Text("Default") ?? "o-a1b2c3d4e5"));

        var text = string.Concat(machine["DefinitionString"]!["Fn::Join"]![1]!.AsArray().Select(line => line + "\n"));
        foreach (var (name, value) in machine["DefinitionSubstitutions"]!.AsObject())
            text = text.Replace($"${{{name}}}", intrinsics.Evaluate(value)!.ToString(), StringComparison.Ordinal);

        JsonNode.DeepEquals(JsonNode.Parse(text.Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)), HubDefinition.With()).ShouldBeTrue(text);
    }

    [Theory]
    [InlineData("ReaperFunction")]
    [InlineData("DigestFunction")]
    [InlineData("ReportFunction")]
    public void A_function_s_settings_are_those_of_a_single_account_and_its_organization(string function)
    {
        var expected = new Dictionary<string, string>(Template.Source.EnvironmentVariables) { ["ORGANIZATION_ID"] = "o-a1b2c3d4e5", ["SPOKE_ROLE"] = "keyreaper/KeyReaperSpoke" };
        var single = Template.Source.With()["ReaperFunction"];

        Fresh[function]["Environment"]!["Variables"]!.AsObject().ToDictionary(one => one.Key, one => one.Value!.ToString().Replace("${AWS::StackId}", Stack.Id, StringComparison.Ordinal)).ShouldBe(expected, ignoreOrder: true);
        foreach (var property in new[] { "Runtime", "Architectures", "MemorySize", "LoggingConfig" })
            Fresh[function][property]!.ToJsonString().ShouldBe(single[property]!.ToJsonString());
        Fresh[function]["CodeUri"]!.ToString().ShouldBe("../../" + single["CodeUri"]);
    }

    [Fact]
    public void A_parameter_that_the_single_account_has_too_takes_the_same_values()
    {
        foreach (var (name, parameter) in Template.Hub.Parameters.Where(one => Template.Source.Parameters.ContainsKey(one.Key)))
            Values(parameter).ShouldBe(Values(Template.Source.Parameters[name]), name);
        foreach (var name in Template.Hub.Parameters.Keys.Intersect(Template.Spoke.Parameters.Keys))
            Values(Template.Hub.Parameters[name]).ShouldBe(Values(Template.Spoke.Parameters[name]), name);
    }

    [Fact]
    public void The_function_may_write_its_log_report_and_enter_the_spokes_of_its_organization_and_nothing_else()
    {
        var statements = Fresh.RoleStatements();

        statements.SelectMany(statement => statement.Actions).ShouldBe(["logs:CreateLogStream", "logs:PutLogEvents", "sts:AssumeRole", "sns:Publish"], ignoreOrder: true);
        var entering = statements.Single(statement => statement.Sid == "EnterAccounts");
        entering.Resources.ShouldBe(["arn:${AWS::Partition}:iam::*:role/keyreaper/KeyReaperSpoke"]);
        entering.Condition!.ToJsonString().ShouldBe("""{"StringEquals":{"aws:ResourceOrgID":"o-a1b2c3d4e5"}}""");
    }

    [Fact]
    public void What_reports_may_write_its_log_and_report_and_enters_no_account()
    {
        Fresh.RoleStatements("ReportRole").SelectMany(statement => statement.Actions).ShouldBe(["logs:CreateLogStream", "logs:PutLogEvents", "sns:Publish"], ignoreOrder: true);
        Fresh.Resources.Where(resource => resource.Value["Type"]!.ToString() == "AWS::Serverless::Function").Select(function => $"{function.Key} {Fresh[function.Key]["Role"]}")
            .ShouldBe(["ReaperFunction ${ReaperRole.Arn}", "DigestFunction ${ReportRole.Arn}", "ReportFunction ${ReportRole.Arn}"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("owner")]
    public void The_mailbox_gets_the_organization_s_report_and_the_alarms_but_no_account_s_own_report(string ownerTag)
    {
        var stack = Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"), ("Email", "ops@example.com"), ("OwnerTag", ownerTag));

        stack["EmailSubscription"]["FilterPolicy"]!.ToJsonString().ShouldBe("""{"audience":["summary"]}""");
        stack["AlarmSubscription"].ContainsKey("FilterPolicy").ShouldBeFalse("alarms have no attributes");
    }

    [Theory]
    [InlineData("2")]
    [InlineData("7")]
    public void A_day_without_a_run_counts_as_none_rather_than_as_missing(string days)
    {
        var alarm = Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"), ("MissedRunDays", days))["MissedRunAlarm"];

        StackTests.ShouldWatchForAnAbsence(alarm, """{"Namespace":"AWS/States","MetricName":"ExecutionsStarted","Dimensions":[{"Name":"StateMachineArn","Value":"${Organization}"}]}""");
        alarm["EvaluationPeriods"]!.ToString().ShouldBe(days);
    }

    [Fact]
    public void The_role_that_the_hub_enters_is_the_one_that_the_spoke_makes()
    {
        var spoke = Template.Spoke.With()["ReaperRole"];

        $"{spoke["Path"]}{spoke["RoleName"]}".ShouldBe("/" + Fresh.EnvironmentVariables["SPOKE_ROLE"]);
        Machine.State("ReapAccounts")["ItemSelector"]!["event"]!["roleArn"]!.ToString().ShouldEndWith($":role{spoke["Path"]}{spoke["RoleName"]}' %}}");
    }

    [Fact]
    public void The_state_machine_may_call_what_its_states_call_keep_results_and_start_its_own_children()
    {
        var statements = Fresh.RoleStatements("OrganizationRole");

        statements.SelectMany(statement => statement.Actions).Distinct().ShouldBe(
            [
                "organizations:ListAccounts", "organizations:DescribeAccount", "organizations:ListTagsForResource", "lambda:InvokeFunction", "s3:PutObject", "s3:GetObject",
                "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload", "s3:ListBucket", "states:StartExecution", "states:ListExecutions", "states:DescribeExecution",
                "states:StopExecution",
            ],
            ignoreOrder: true);
        statements.Where(statement => statement.Resources.Contains("*")).Select(statement => statement.Sid).ShouldBe(["ListAccounts"]);
        statements.Single(statement => statement.Sid == "RunFunctions").Resources.ShouldBe(["${ReaperFunction.Arn}", "${DigestFunction.Arn}", "${ReportFunction.Arn}"]);
        statements.Where(statement => statement.Actions.Contains("organizations:ListTagsForResource")).SelectMany(statement => statement.Resources)
            .Select(resource => resource.Split(":*:")[1]).ShouldBe(["account/o-a1b2c3d4e5/*", "root/o-a1b2c3d4e5/r-*", "ou/o-a1b2c3d4e5/ou-*"]);
    }

    [Fact]
    public void With_an_event_bus_it_may_put_events_on_that_one_and_no_other()
    {
        const string Bus = "arn:aws:events:eu-central-1:111122223333:event-bus/security";
        var statements = Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"), ("EventBus", Bus)).RoleStatements("OrganizationRole");

        statements.Single(statement => statement.Actions.Contains("events:PutEvents")).Resources.ShouldBe([Bus]);
        statements.Count.ShouldBe(Fresh.RoleStatements("OrganizationRole").Count + 1);
    }

    [Fact]
    public void Children_have_the_time_a_pass_may_take_and_every_state_that_calls_out_is_retried_with_jitter()
    {
        var child = Children("ReapAccounts");

        child["ProcessorConfig"]!.ToJsonString().ShouldBe("""{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"}""");
        child.State("Reap")["TimeoutSeconds"]!.GetValue<int>().ShouldBeGreaterThan(int.Parse(Fresh["ReaperFunction"]["Timeout"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture));
        Machine.State("ReapAccounts")["ToleratedFailurePercentage"]!.GetValue<int>().ShouldBe(100);
        var retries = Tasks(Machine).SelectMany(task => task["Retry"]!.AsArray()).ToArray();
        retries.Length.ShouldBe(10);
        var reads = retries.Where(retry => retry!["ErrorEquals"]![0]!.ToString().StartsWith("Organizations.", StringComparison.Ordinal)).ToArray();
        reads.ShouldAllBe(retry => retry!["IntervalSeconds"]!.GetValue<int>() == 4 && retry["MaxDelaySeconds"]!.GetValue<int>() == 60, "as simulated");
        reads.Append(child.State("Reap")["Retry"]![0]).ShouldAllBe(retry => retry!["MaxAttempts"]!.GetValue<int>() == 30, "as simulated");
        retries.ShouldAllBe(retry => retry!["JitterStrategy"]!.ToString() == "FULL" && retry["MaxDelaySeconds"] != null && retry["BackoffRate"]!.GetValue<int>() == 2);
    }

    [Fact]
    public void Results_are_encrypted_private_gone_after_90_days_and_outlive_the_stack()
    {
        var bucket = Fresh["Results"];

        bucket["BucketEncryption"]!.ToJsonString().ShouldContain("AES256");
        bucket["PublicAccessBlockConfiguration"]!.AsObject().Select(one => one.Value!.ToString()).ShouldBe(["true", "true", "true", "true"]);
        bucket["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"]!.ToString().ShouldBe("90");
        Fresh.Resources["Results"]["DeletionPolicy"]!.ToString().ShouldBe("RetainExceptOnCreate");
    }

    [Theory]
    [InlineData("IncludeAccounts", "", true)]
    [InlineData("IncludeAccounts", "111122223333,444455556666", true)]
    [InlineData("IncludeAccounts", "111122223333, 444455556666", false)]
    [InlineData("ExcludeAccounts", "1111", false)]
    [InlineData("MaxConcurrency", "0", false)] // to Step Functions 0 means no bound
    [InlineData("MaxConcurrency", "900", true)]
    [InlineData("OrganizationId", "", false)]
    public void A_parameter_takes_what_it_should(string parameter, string value, bool accepted) =>
        Template.Hub.Parameters[parameter].Accepts(value).ShouldBe(accepted);

    private static JsonObject Machine => HubDefinition.With();

    private static JsonObject Children(string map) => Machine.State(map)["ItemProcessor"]!.AsObject();

    /// <summary>SAM would hide the definition from the linter, which does not know that MaxConcurrency may be an expression either.</summary>
    private static string Plain(JsonObject definition)
    {
        definition.State("ReapAccounts")["MaxConcurrency"] = 50;
        return new JsonObject
        {
            ["Resources"] = new JsonObject
            {
                ["Organization"] = new JsonObject
                {
                    ["Type"] = "AWS::StepFunctions::StateMachine",
                    ["Properties"] = new JsonObject { ["RoleArn"] = "arn:aws:iam::111122223333:role/organization", ["Definition"] = definition },
                },
            },
        }.ToJsonString().Replace("${Results}", "results", StringComparison.Ordinal)
            .Replace("${", "arn:aws:lambda:eu-west-1:111122223333:function:", StringComparison.Ordinal).Replace(".Arn}", "", StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Tasks(JsonObject states) => states["States"]!.AsObject().Select(state => state.Value!.AsObject())
        .SelectMany(state => state["ItemProcessor"] is { } children ? Tasks(children.AsObject()) : state["Type"]!.ToString() == "Task" ? [state] : []);

    private static string Values(Parameter parameter) =>
        string.Join(' ', parameter.Definition.Where(property => property.Key is not "Description").Select(property => $"{property.Key}={property.Value!.ToJsonString()}"));
}
