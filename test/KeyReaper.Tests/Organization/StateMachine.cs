using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Organization;

/// <summary>A call by a state of the machine: the resource as after <c>:::</c>, such as <c>lambda:invoke</c>, and its arguments.</summary>
internal delegate Task<JsonNode?> Resource(string name, JsonNode arguments);

/// <summary>
/// Runs a definition in JSONata by the Amazon States Language (https://states-language.net/spec.html), as far as the hub's uses it. What it does not
/// know it refuses. Children run one after the other, and retries at once.
/// </summary>
internal sealed partial class StateMachine(JsonObject definition, Jsonata jsonata, Resource call)
{
    private static readonly string[] Known =
    [
        "Type", "Next", "Assign", "Output", "Choices", "Default", "Error", "Cause", "Resource", "Arguments", "TimeoutSeconds", "Retry", "Catch",
        "Seconds", "Items", "ItemSelector", "ItemReader", "ItemBatcher", "MaxConcurrency", "ToleratedFailurePercentage", "ItemProcessor", "ResultWriter",
    ];

    private const int MostBytes = 262_144;
    private const string FullHistory = "the history is full";

    private readonly Dictionary<string, JsonArray> written = [];

    /// <summary>The names of the states entered so far, in order, those of children included.</summary>
    public List<string> Entered { get; } = [];

    /// <summary>How many bytes of UTF-8 the largest of all variables, inputs and outputs took: Step Functions allows 262,144.</summary>
    public int LargestPayload { get; private set; }

    /// <summary>Events in the history of the run itself, of which there may be 25,000. Children have their own.</summary>
    public int Events { get; private set; } = 2;

    /// <summary>Children started: each is charged as a transition.</summary>
    public int Children { get; private set; }

    /// <summary>How long the run waited.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Stops a child, by its input and the name of the map, as a person may.</summary>
    public Func<string, JsonNode?, bool> Stopped { get; set; } = (_, _) => false;

    /// <summary>The error of writing results (<c>s3:putObject</c>) or of finding them (<c>s3:listObjectsV2</c>); null if it succeeds.</summary>
    public Func<string, StatesException?> Storage { get; set; } = _ => null;

    /// <exception cref="StatesException">The run failed.</exception>
    public Task<JsonNode?> RunAsync(JsonNode? input) => RunAsync(definition, input, ContextOf("execution:Organization:tuesday", input));

    private static JsonObject ContextOf(string execution, JsonNode? input) => new()
    {
        ["Execution"] = new JsonObject
        {
            ["Id"] = "arn:aws:states:eu-west-1:111122223333:" + execution,
            ["StartTime"] = "2026-01-05T06:00:00.000Z",
            ["Input"] = input?.DeepClone(),
        },
        ["StateMachine"] = new JsonObject { ["Id"] = "arn:aws:states:eu-west-1:111122223333:stateMachine:Organization", ["Name"] = "Organization" },
    };

    private async Task<JsonNode?> RunAsync(JsonObject states, JsonNode? input, JsonObject context)
    {
        var frame = new Frame(new(), context) { IsRun = states == definition };
        for (var name = states["StartAt"]!.ToString(); ;)
        {
            var state = states["States"]![name]!.AsObject();
            state.Select(field => field.Key).Except(Known).ShouldBeEmpty(name);
            Entered.Add(name);
            if (frame.IsRun) Count(state["Type"]!.ToString() switch { "Task" => 5, "Map" => 6, _ => 2 });
            var (output, next) = await EnterAsync(name, state, frame with { Input = input });
            input = Measured(output);
            if (next is null) return output;
            name = next;
        }
    }

    private async Task<(JsonNode? Output, string? Next)> EnterAsync(string name, JsonObject state, Frame frame)
    {
        switch (state["Type"]!.ToString())
        {
            case "Succeed": return (frame.Input, null);
            case "Fail": throw new StatesException(state["Error"]!.ToString(), Evaluate(state["Cause"], frame)!.ToString());
            case "Pass": return Leave(state, frame, frame.Input);
            case "Wait":
                Waited += TimeSpan.FromSeconds(state["Seconds"]!.GetValue<int>());
                return Leave(state, frame, frame.Input);
            case "Choice":
                var chosen = state["Choices"]!.AsArray().FirstOrDefault(choice => Evaluate(choice!["Condition"], frame)!.GetValue<bool>())?.AsObject();
                return chosen is null ? (frame.Input, state["Default"]!.ToString()) : Leave(chosen, frame, frame.Input);
            case var type:
                try
                {
                    var (result, tries) = type == "Map" ? (await MapAsync(name, state, frame), 0) : await RetryingAsync(state, frame, () => call(Service(state), Evaluate(state["Arguments"], frame)!));
                    return Leave(state, frame with { Result = Measured(result), HasResult = true, Context = Of(frame.Context, "State", new JsonObject { ["Name"] = name, ["RetryCount"] = tries }) }, result);
                }
                catch (StatesException error) when (Catcher(state, error) is { } catcher)
                {
                    var told = new JsonObject { ["Error"] = error.Error, ["Cause"] = error.Cause };
                    return Leave(catcher, frame with { ErrorOutput = told }, told);
                }
        }
    }

    private (JsonNode? Output, string? Next) Leave(JsonObject how, Frame frame, JsonNode? otherwise)
    {
        var output = how["Output"] is { } own ? Evaluate(own, frame) : otherwise;
        var assigned = how["Assign"]?.AsObject().Select(one => KeyValuePair.Create(one.Key, Evaluate(one.Value, frame))).ToArray() ?? [];
        foreach (var (name, value) in assigned) frame.Variables[name] = Measured(value);
        return (output, how["Next"]?.ToString());
    }

    /// <param name="around">The frame around a Distributed Map, whose variables it is assumed not to see: https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</param>
    private async Task<JsonNode?> MapAsync(string name, JsonObject state, Frame around)
    {
        var frame = around with { Variables = [] };
        var processor = state["ItemProcessor"]!.AsObject();
        Evaluate(state["MaxConcurrency"], frame)!.GetValue<int>().ShouldBeInRange(1, 10_000);
        JsonNode?[] items = state["ItemReader"] is { } reader ? Read(reader, frame) : [.. Evaluate(state["Items"], frame)!.AsArray()];
        IEnumerable<JsonNode?> inputs = state["ItemBatcher"] is { } batcher
            ? items.Chunk(batcher["MaxItemsPerBatch"]!.GetValue<int>())
                .Select(batch => new JsonObject { ["BatchInput"] = Evaluate(batcher["BatchInput"], frame), ["Items"] = new JsonArray([.. batch.Select(one => one!.DeepClone())]) })
            : items.Select(item => Evaluate(state["ItemSelector"], frame with { Context = Of(frame.Context, "Map", new JsonObject { ["Item"] = new JsonObject { ["Value"] = item?.DeepClone() } }) }));
        var results = new JsonArray();
        foreach (var input in inputs)
        {
            Children++;
            try
            {
                if (Stopped(name, input)) throw new StatesException("States.Runtime", "stopped");
                results.Add((await RunAsync(processor, Measured(input), ContextOf($"execution:Organization/{name}:{Children}", input)))?.DeepClone());
            }
            catch (StatesException error) when (error.Error != FullHistory)
            {
                if (state["ToleratedFailurePercentage"]?.GetValue<int>() != 100) throw new StatesException("States.ExceedToleratedFailureThreshold", error.Message);
            }
        }

        return state["ResultWriter"] is { } writer ? Write(writer, frame, results) : results;
    }

    private static JsonObject Of(JsonObject context, string part, JsonObject value)
    {
        var own = context.DeepClone().AsObject();
        own[part] = value;
        return own;
    }

    private void Count(int events)
    {
        if ((Events += events) > 25_000) throw new StatesException(FullHistory, "Nothing catches this.");
    }

    private JsonObject Write(JsonNode writer, Frame frame, JsonArray results)
    {
        if (Storage(Service(writer)) is { } error) throw error;
        var to = Evaluate(writer["Arguments"], frame)!;
        var folder = $"{to["Prefix"]}/6b2a1f{0x0e + written.Count:x2}/";
        written[folder + "SUCCEEDED_0.json"] = results;
        return new() { ["MapRunArn"] = "arn:aws:states:eu-west-1:111122223333:mapRun:Organization/ReapAccounts", ["ResultWriterDetails"] = new JsonObject { ["Bucket"] = to["Bucket"]!.ToString(), ["Key"] = folder + "manifest.json" } };
    }

    private JsonNode?[] Read(JsonNode reader, Frame frame)
    {
        if (Storage(Service(reader)) is { } error) throw error;
        var prefix = Evaluate(reader["Arguments"], frame)!["Prefix"]!.ToString();
        return [.. written.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(file => file.Value)];
    }

    private async Task<(JsonNode? Result, int Tries)> RetryingAsync(JsonObject state, Frame frame, Func<Task<JsonNode?>> task)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return (await task(), attempt);
            }
            catch (StatesException error) when (Matching(state["Retry"], error) is { } retry && attempt < retry["MaxAttempts"]!.GetValue<int>())
            {
                retry["JitterStrategy"]!.ToString().ShouldBe("FULL");
                if (frame.IsRun) Count(3);
            }
        }
    }

    private static JsonObject? Catcher(JsonObject state, StatesException error) => error.Error == FullHistory ? null : Matching(state["Catch"], error);

    private static JsonObject? Matching(JsonNode? rules, StatesException error) => rules?.AsArray()
        .FirstOrDefault(rule => rule!["ErrorEquals"]!.AsArray().Any(name => name!.ToString() == error.Error || (name.ToString() == "States.ALL" && error.Error != "States.DataLimitExceeded")))?.AsObject();

    private static string Service(JsonNode state) => state["Resource"]!.ToString().Split(":::")[1];

    private JsonNode? Evaluate(JsonNode? node, Frame frame) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Evaluate(member.Value, frame)))),
        JsonArray items => new JsonArray([.. items.Select(item => Evaluate(item, frame))]),
        JsonValue value when value.TryGetValue(out string? text) && text.StartsWith("{%", StringComparison.Ordinal) => jsonata.Evaluate(text[2..^2], frame.BindingsFor(text)),
        null => null,
        _ => node.DeepClone(),
    };

    /// <exception cref="StatesException">States.DataLimitExceeded.</exception>
    private JsonNode? Measured(JsonNode? payload)
    {
        if (Text.Of(payload).Length <= Math.Min(LargestPayload, MostBytes)) return payload; // escaped as that is, it is at least as long

        var json = payload?.ToJsonString(LargeOrganization.AsLambda) ?? "";
        var bytes = Encoding.UTF8.GetByteCount(Pair().Replace(json, "four"));
        LargestPayload = Math.Max(LargestPayload, bytes);
        return bytes <= MostBytes ? payload : throw new StatesException("States.DataLimitExceeded", $"{bytes} bytes");
    }

    // .NET always escapes characters that take two UTF-16 code units.
    [GeneratedRegex(@"\\uD[89AB][0-9A-F]{2}\\uD[C-F][0-9A-F]{2}")]
    private static partial Regex Pair();

    /// <summary>What a node is as JSON. Nothing here changes a node once it was read, and large ones are handed on from state to state.</summary>
    private static class Text
    {
        private static readonly ConditionalWeakTable<JsonNode, string> Known = [];

        public static string Of(JsonNode? node) => node is null ? "null" : Known.GetValue(node, one => one.ToJsonString());
    }

    private sealed record Frame(Dictionary<string, JsonNode?> Variables, JsonObject Context)
    {
        /// <summary>Whether it is the run itself, not a child.</summary>
        public bool IsRun { get; init; }

        public JsonNode? Input { get; init; }

        public JsonNode? Result { get; init; }

        public bool HasResult { get; init; }

        public JsonNode? ErrorOutput { get; init; }

        /// <summary>The variables, and <c>$states</c>, that an expression names. It cannot reach others, and they are large.</summary>
        public List<(string[] Path, string Json)> BindingsFor(string expression)
        {
            List<(string[] Path, string Json)> bindings = [.. Variables.Where(one => Names(one.Key)).Select(one => (new[] { one.Key }, Text.Of(one.Value)))];
            if (!Names("states")) return bindings;

            bindings.AddRange([(["states", "input"], Text.Of(Input)), (["states", "context"], Text.Of(Context))]);
            if (HasResult) bindings.Add((["states", "result"], Text.Of(Result)));
            if (ErrorOutput is not null) bindings.Add((["states", "errorOutput"], Text.Of(ErrorOutput)));
            return bindings;

            bool Names(string variable) => expression.Contains($"${variable}", StringComparison.Ordinal);
        }
    }
}
