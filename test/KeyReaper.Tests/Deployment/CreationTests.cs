using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

public class CreationTests(CreatedStacks stacks) : IClassFixture<CreatedStacks>
{
    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void Three_stacks_fit_into_one_account()
    {
        foreach (var stack in new[] { "fresh", "live", "joined" })
            stacks[stack]["Status"]!.ToString().ShouldBe("CREATE_COMPLETE");
    }

    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void The_function_is_told_the_topic_and_the_mode()
    {
        Variable("fresh", "TOPIC_ARN").ShouldBe(Output("fresh", "TopicArn"));
        Variable("fresh", "DRY_RUN").ShouldBe("true");
        Variable("live", "DRY_RUN").ShouldBe("false");
        Variable("joined", "TOPIC_ARN").ShouldBe(CreatedStacks.ExistingTopic);
        Variable("joined", "UNUSED_DAYS").ShouldBe("45");
    }

    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void The_function_has_the_shape_that_was_asked_for()
    {
        var function = stacks["live"]["Function"]!;

        function["Runtime"]!.ToString().ShouldBe("dotnet10");
        function["Handler"]!.ToString().ShouldBe("KeyReaper::KeyReaper.ReaperFunction::HandleAsync");
        function["Timeout"]!.ToString().ShouldBe("900");
        function["MemorySize"]!.ToString().ShouldBe("512");
        stacks["live"]["ReservedConcurrency"]!.ToString().ShouldBe("1");
        stacks["fresh"]["ReservedConcurrency"].ShouldBeNull();
    }

    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void A_topic_is_made_unless_there_is_one_and_encrypted_when_asked()
    {
        stacks["fresh"]["Topics"]!.AsArray().ShouldHaveSingleItem();
        stacks["fresh"]["TopicKey"].ShouldBeNull();
        stacks["live"]["TopicKey"].ShouldNotBeNull();
        stacks["joined"]["Topics"]!.AsArray().ShouldBeEmpty();
    }

    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void Failed_runs_are_kept_for_a_fortnight_and_the_log_as_long_as_asked()
    {
        stacks["fresh"]["Queue"]!["MessageRetentionPeriod"]!.ToString().ShouldBe("1209600");
        stacks["fresh"]["Queue"]!["SqsManagedSseEnabled"]!.ToString().ShouldBe("true");
        stacks["fresh"]["LogGroup"]!["retentionInDays"]!.ToString().ShouldBe("365");
        stacks["live"]["LogGroup"]!["retentionInDays"]!.ToString().ShouldBe("30");
    }

    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void The_role_that_results_has_the_policies_of_its_mode_and_nothing_attached()
    {
        Policies("fresh").Select(policy => policy.Key).ShouldBe(["read", "report", "run"], ignoreOrder: true);
        Policies("live").Select(policy => policy.Key).ShouldBe(["read", "report", "run", "act", "encrypted-topic"], ignoreOrder: true);
        stacks["live"]["AttachedPolicies"]!.AsArray().ShouldBeEmpty();
    }

    [InstalledFact("python3 moto", "python3 samtranslator")]
    public void The_live_role_changes_the_users_of_the_account_it_is_in() =>
        Policies("live")["act"]!["Statement"]!.AsArray().Select(statement => Statement.From(statement!))
            .Where(statement => statement.Effect == "Allow").ShouldAllBe(statement => statement.Resources.Single() == "arn:aws:iam::123456789012:user/*");

    private string Variable(string stack, string name) => stacks[stack]["Function"]!["Environment"]!["Variables"]![name]!.ToString();

    private string Output(string stack, string name) => stacks[stack]["Outputs"]![name]!.ToString();

    private JsonObject Policies(string stack) => stacks[stack]["Policies"]!.AsObject();
}
