using System.Text.Json.Nodes;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Organization;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Deployment;

/// <summary>The examples of what to do with events, and the events' schemas.</summary>
public class EventExampleTests
{
    private static readonly JsonSchema PassSchema = new("infra/events/pass.schema.json");
    private static readonly JsonSchema AnswerSchema = new("infra/events/answer.schema.json");
    private static readonly JsonSchema RunSchema = new("infra/events/run.schema.json");
    private static readonly JsonObject Done = JsonNode.Parse(Contract.Text("pass-event"))!["Detail"]!.AsObject();
    private static readonly JsonObject Run = JsonNode.Parse(Contract.Text("report-answer"))!.AsObject();

    [InstalledFact("cfn-lint")]
    public void The_examples_have_nothing_to_complain_about()
    {
        foreach (var example in new[] { "ticket", "queue", "archive" }) CfnLint.Check(Repository.Read($"infra/events/{example}.yaml"), "yaml").ShouldBe((0, ""), example);
    }

    [InstalledFact("aws", "moto_server")]
    public async Task Each_rule_takes_what_it_is_for_and_leaves_the_rest()
    {
        var quiet = With(Done, "summary", With(Done["summary"]!.AsObject(), "outcome", "quiet"));
        var attention = With(Done, "summary", With(Done["summary"]!.AsObject(), "outcome", "attention"));
        (string Source, string Type, JsonObject Detail, string[] By)[] events =
        [
            ("keyreaper", "KeyReaper Pass", Done, ["queue", "archive"]),
            ("keyreaper", "KeyReaper Pass", quiet, ["queue", "archive"]),
            ("keyreaper", "KeyReaper Pass", attention, ["ticket Accounts", "queue", "archive"]),
            ("keyreaper", "KeyReaper Pass", With(NotDone, "outcome", "failed"), ["ticket Accounts", "queue", "archive"]),
            ("keyreaper", "KeyReaper Pass", With(NotDone, "outcome", "unreachable"), ["ticket Accounts", "queue", "archive"]),
            ("keyreaper", "KeyReaper Pass", With(NotDone, "outcome", "off"), ["queue", "archive"]),
            ("keyreaper", "KeyReaper Run", Run, ["queue", "archive"]),
            ("keyreaper", "KeyReaper Run", With(Run, "outcome", "attention"), ["ticket Runs", "queue", "archive"]),
            ("keyreaper", "KeyReaper Run", With(With(Run, "outcome", "attention"), "attention", 3), ["queue", "archive"]), // their accounts have tickets of their own
            ("lambda", "Lambda Function Invocation Result - Success", new() { ["responsePayload"] = Done["summary"]!.DeepClone() }, ["queue", "archive"]),
            ("lambda", "Lambda Function Invocation Result - Success", new() { ["responsePayload"] = new JsonObject { ["schemaVersion"] = "1.0" } }, []), // another function's
            ("aws.s3", "Object Created", new() { ["outcome"] = "failed" }, []),
        ];

        foreach (var (rule, taken) in await TakenAsync(Patterns, events))
            taken.ShouldBe(events.Where(one => one.By.Contains(rule)).Select(one => one.Detail.ToJsonString()), ignoreOrder: true, rule);
    }

    [InstalledFact("aws", "moto_server")]
    public async Task The_command_that_deploys_one_does()
    {
        var command = Repository.Read("infra/README.md").Split('`').Single(code => code.StartsWith("aws cloudformation deploy", StringComparison.Ordinal));
        await using var moto = new MotoServer();
        var aws = new AwsCli(await moto.EmptyAsync());
        var bus = (await aws.Run("events", "create-event-bus", "--name", "security"))!.Value.GetProperty("EventBusArn").GetString()!;

        await aws.Succeed(AwsCli.Words(command.Replace("arn:aws:events:eu-central-1:111122223333:event-bus/security", bus, StringComparison.Ordinal)));

        var rules = (await aws.Run("events", "list-rules", "--event-bus-name", "security"))!.Value.GetProperty("Rules").EnumerateArray();
        rules.Count(rule => rule.GetProperty("Name").GetString()!.StartsWith("keyreaper-tickets-", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void The_queue_takes_messages_of_its_rule_alone_and_the_tickets_role_makes_tickets_alone()
    {
        var (queue, ticket) = (Example("queue"), Example("ticket"));

        Statement.From(queue["QueuePolicy"]["PolicyDocument"]!["Statement"]![0]!).Condition!.ToJsonString().ShouldBe("""{"ArnEquals":{"aws:SourceArn":"${Rule.Arn}"}}""");
        ticket.RoleStatements("TicketRole").ShouldHaveSingleItem().Actions.ShouldBe(["ssm:CreateOpsItem"]);
        foreach (var rule in new[] { "Accounts", "Runs" })
        {
            var transformer = ticket[rule]["Targets"]![0]!["InputTransformer"]!;
            var paths = transformer["InputPathsMap"]!.AsObject().ToDictionary(path => path.Key, path => path.Value!.ToString());
            var item = JsonNode.Parse(paths.Keys.Aggregate(transformer["InputTemplate"]!.ToString(), (text, name) => text.Replace($"<{name}>", $"the {name}", StringComparison.Ordinal)))!;

            item.ToJsonString().ShouldNotContain("<", customMessage: "every placeholder has a path");
            item["operationalData"]!["/aws/dedup"]!["value"]!.ToString().ShouldStartWith("{\"dedupString\":\"keyreaper-the ");
            paths.Values.ShouldAllBe(path => path.StartsWith("$.detail.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Events_and_answers_are_what_their_schemas_say()
    {
        PassSchema.Problems(Done.ToJsonString()).ShouldBeEmpty();
        PassSchema.Problems(With(NotDone, "outcome", "failed").ToJsonString()).ShouldBeEmpty();
        PassSchema.Problems(Run.ToJsonString()).ShouldNotBeEmpty();
        AnswerSchema.Problems(Contract.Text("pass-answer")).ShouldBeEmpty();
        foreach (var report in ARun.Kinds.Values.Where(kind => kind.Run.Trouble != ReportKinds.Hostile))
            RunSchema.Problems(new OrganizationSerializer().Write(RunSummary.Of(report, published: true))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_function_answers_what_the_schema_says()
    {
        await using var world = await World.StartAsync();
        world.Key("alice");

        var answer = new SummarySerializer().Write(await world.PassAsync());

        AnswerSchema.Problems(answer).ShouldBeEmpty(answer);
    }

    private static JsonObject NotDone => JsonNode.Parse("""{"schemaVersion": "1.0", "runId": "arn", "accountId": "444400000001", "why": "so"}""")!.AsObject();

    private static Dictionary<string, JsonNode> Patterns => new()
    {
        ["ticket Accounts"] = Example("ticket")["Accounts"]["EventPattern"]!,
        ["ticket Runs"] = Example("ticket")["Runs"]["EventPattern"]!,
        ["queue"] = Example("queue")["Rule"]["EventPattern"]!,
        ["archive"] = Example("archive")["Archive"]["EventPattern"]!,
    };

    private static Stack Example(string name) =>
        new Template(ShortForm.ReadTyped(Repository.Read($"infra/events/{name}.yaml"))).With(("EventBus", "arn:aws:events:eu-west-1:123456789012:event-bus/security"));

    private static JsonObject With(JsonObject of, string property, JsonNode value)
    {
        var changed = of.DeepClone().AsObject();
        changed[property] = value.DeepClone();
        return changed;
    }

    /// <summary>What rules with those patterns pass to their targets.</summary>
    private static async Task<Dictionary<string, string[]>> TakenAsync(Dictionary<string, JsonNode> patterns, (string Source, string Type, JsonObject Detail, string[] By)[] events)
    {
        await using var moto = new MotoServer();
        var aws = new AwsCli(await moto.EmptyAsync());
        await aws.Run("events", "create-event-bus", "--name", "security");
        var queues = new Dictionary<string, string>();
        foreach (var (rule, pattern) in patterns)
        {
            var name = rule.Replace(' ', '-');
            queues[rule] = (await aws.Run("sqs", "create-queue", "--queue-name", name))!.Value.GetProperty("QueueUrl").GetString()!;
            await aws.Run("events", "put-rule", "--event-bus-name", "security", "--name", name, "--event-pattern", pattern.ToJsonString());
            await aws.Run("events", "put-targets", "--event-bus-name", "security", "--rule", name, "--targets", $"Id=taken,Arn=arn:aws:sqs:eu-west-1:123456789012:{name}");
        }

        foreach (var some in events.Chunk(10))
        {
            await aws.Run("events", "put-events", "--entries", new JsonArray([.. some.Select(one => new JsonObject
            {
                ["EventBusName"] = "security",
                ["Source"] = one.Source,
                ["DetailType"] = one.Type,
                ["Detail"] = one.Detail.ToJsonString(),
            })]).ToJsonString());
        }

        var taken = new Dictionary<string, string[]>();
        foreach (var (rule, queue) in queues)
        {
            var messages = (await aws.Run("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10"))!.Value.GetProperty("Messages");
            taken[rule] = [.. messages.EnumerateArray().Select(message => JsonNode.Parse(message.GetProperty("Body").GetString()!)!["detail"]!.ToJsonString())];
        }

        return taken;
    }
}
