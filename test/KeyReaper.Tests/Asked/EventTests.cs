using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KeyReaper.Asked;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Organization;

namespace KeyReaper.Tests.Asked;

/// <summary>An allow list decides what may act. Each event here goes to a live function and an account with a key that is due.</summary>
public partial class EventTests
{
    private const int Seed = 20261122;

    private const string ByRule = """{"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"Scheduled Event","source":"aws.events","account":"111122223333","time":"2026-01-05T06:00:00Z","region":"eu-west-1","resources":["arn:aws:events:eu-west-1:111122223333:rule/nightly"],"detail":{}}""";
    private const string ByScheduler = """{"version":"0","id":"37666ae6-48cf-4285-b4c6-a3320b38824a","detail-type":"Scheduled Event","source":"aws.scheduler","account":"111122223333","time":"2026-01-05T06:00:00Z","region":"eu-west-1","resources":["arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly"],"detail":"{}"}""";

    private static readonly string[] TextsOfScheduledEvents = ["version", "id", "account", "time", "region"];
    private static readonly string[] Listed = ["", "null", "{}", """{"dryRun": true}""", """{"dryRun": false}""", ByRule, ByScheduler];

    public static TheoryData<string, string> Acting => new()
    {
        { "", "LIVE" }, { "null", "LIVE" }, { "{}", "LIVE" }, { " { } ", "LIVE" }, { """{"dryRun": false}""", "LIVE" }, { """{"dryRun": true}""", "DRY RUN" }, { """{"DryRun": true}""", "DRY RUN" },
        { ByRule, "LIVE" }, { ByScheduler, "LIVE" }, { """{"source":"aws.events","detail-type":"Scheduled Event","detail":{}}""", "LIVE" },
    };

    [Theory, MemberData(nameof(Acting))]
    public async Task An_event_on_the_list_starts_a_pass(string request, string mode)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");

        (await world.PassAsync(request)).Mode.ShouldBe(mode);

        key.Status.ShouldBe(mode == "LIVE" ? "Inactive" : "Active");
    }

    public static TheoryData<string, string> Refused => new()
    {
        { """{"dry_run":true}""", "it has unknown names: dry_run." },
        { """{"DRY_RUN":"true"}""", "it has unknown names: DRY_RUN." },
        { """{"dryrum":true, "rehearse":true}""", "it has unknown names: dryrum, rehearse." },
        { """{"input":{"dryRun":true}}""", "it has unknown names: input." },
        { """{"Input":"{\"dryRun\":true}"}""", "it has unknown names: Input." },
        { """{"rehearse":true}""", "it has unknown names: rehearse." },
        { """{"dryRun":true,"executionName":"x"}""", "it has unknown names: executionName." },
        { """{"":true}""", "it has unknown names: ." },
        { """{"key1":"value1","key2":"value2","key3":"value3"}""", "it has unknown names: key1, key2, key3." },
        { """{"Records":[]}""", "it has unknown names: Records." },
        { """{"organization":{"digests":[]}}""", "it has unknown names: organization." },
        { """{"dryRun":null}""", "dryRun is a JSON null. Valid: true and false, without quotes." },
        { """{"dryRun":"true"}""", "dryRun is a JSON string. Valid: true and false, without quotes." },
        { """{"dryRun":1}""", "dryRun is a JSON number. Valid: true and false, without quotes." },
        { """{"dryRun":[true]}""", "dryRun is a JSON array. Valid: true and false, without quotes." },
        { """{"dryRun":true,"dryRun":false}""", "dryRun is given twice." },
        { """{"dryRun":true,"DRYRUN":false}""", "DRYRUN is given twice." },
        { """{"overrides":[{"unusedDays":60}]}""", "it lacks accountId and roleArn and organizationId. Valid: accountId, roleArn, organizationId together, or none of them." },
        { """{"overrides":null}""", "it lacks accountId and roleArn and organizationId." },
        { """{"externalId":null}""", "it lacks accountId and roleArn and organizationId." },
        { """{"detail-type":"Scheduled Event","source":"aws.events","detail":{"dryRun":true}}""", "it has detail-type, source, detail, but is not a Scheduled Event of EventBridge with an empty detail and nothing else." },
        { """{"detail-type":"Scheduled Event","source":"aws.events","detail":{},"dryRun":true}""", "it has detail-type, source, detail, but is not a Scheduled Event" },
        { """{"detail-type":"Scheduled Event","source":"aws.events"}""", "it has detail-type, source, but is not a Scheduled Event" },
        { """{"detail-type":"Scheduled Event","source":"aws.events","detail":null}""", "but is not a Scheduled Event" },
        { """{"detail-type":"Scheduled Event","source":"my.app","detail":{}}""", "but is not a Scheduled Event" },
        { """{"detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{}}""", "but is not a Scheduled Event" },
        { """{"detail-type":"Scheduled Event","source":"aws.events","detail":{},"resources":[{}]}""", "but is not a Scheduled Event" },
        { """{"detail-type":"Scheduled Event","source":"aws.events","detail":{},"replay-name":"last week"}""", "it has unknown names: replay-name." },
        { """{"Detail-Type":"Scheduled Event","source":"aws.events","detail":{}}""", "it has unknown names: Detail-Type." },
        { """{"account":"111122223333"}""", "it has account, but is not a Scheduled Event" },
        { "[]", "it is a JSON array." }, { "true", "it is a JSON true." }, { "0", "it is a JSON number." }, { "\"{}\"", "it is a JSON string." },
        { " ", "it is not JSON" }, { "{}{}", "it is not JSON" }, { "\ufeff{}", "it is not JSON" }, { "{'dryRun':true}", "it is not JSON" }, { "dryRun=true", "it is not JSON" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task Any_other_is_refused_before_any_call_with_what_is_not_known_and_what_is(string request, string reason)
    {
        await using var world = await World.StartAsync();
        world.Key("alice");
        var before = world.Account.Snapshot();

        var error = await Assert.ThrowsAsync<EventException>(() => world.PassAsync(request));

        error.Message.ShouldStartWith("KeyReaper did nothing: its event is refused: ");
        error.Message.ShouldContain(reason);
        if (error.Message.Contains("it has", StringComparison.Ordinal) || error.Message.Contains("it is", StringComparison.Ordinal))
            error.Message.ShouldContain("""Valid: nothing, null, {}, {"dryRun": true}, {"dryRun": false}, a hub's event (dryRun, accountId, roleArn, organizationId, externalId, overrides, rehearsal, most), and EventBridge's Scheduled Event with an empty detail (detail-type,""");
        world.Calls.ShouldBeEmpty();
        world.Account.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task What_is_not_on_the_list_changes_nothing_however_it_is_written()
    {
        var random = new Random(Seed);
        await using var world = await World.StartAsync();
        world.ReportIsFresh = false;
        var key = world.Key("alice");
        var before = world.Account.Snapshot();
        var refused = 0;

        for (var run = 0; run < 4_000; run++)
        {
            var request = Distorted(random);
            if (IsListed(request)) continue;

            refused++;
            await Should.ThrowAsync<EventException>(() => world.PassAsync(request), $"seed {Seed}, run {run}: {request}");
            world.Calls.ShouldBeEmpty($"seed {Seed}, run {run}: {request}");
        }

        world.Account.Snapshot().ShouldBe(before);
        refused.ShouldBeGreaterThan(2_000);
        await world.PassAsync();
        key.Status.ShouldBe("Inactive", "there was something to do all the time");
    }

    [Fact]
    public async Task A_hub_takes_the_event_of_its_state_machine_and_no_other()
    {
        await using var hub = await Hub.StartAsync();
        var payments = hub.Join("444455556666");
        var key = hub.World.Key("alice", used: 45, account: payments);
        var before = payments.Snapshot();
        var valid = JsonNode.Parse(hub.EventFor(payments.Id, more: """{"dryRun": false, "overrides": []}"""))!.AsObject();

        foreach (var wrong in Wrongs(valid).Concat(Listed))
        {
            await Should.ThrowAsync<EventException>(() => hub.World.PassAsync(wrong), wrong);
            hub.World.Calls.ShouldBeEmpty(wrong);
        }

        payments.Snapshot().ShouldBe(before);
        (await hub.World.PassAsync(valid.ToJsonString())).Deactivated.ShouldBe(1);
        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public void SECURITY_md_has_the_list()
    {
        var list = SecurityEvents().Match(Repository.Read("SECURITY.md")).Groups["rows"].Value;
        string[] quoted = [.. Code().Matches(list).Select(match => match.Groups["code"].Value)];

        quoted.Where(text => text.StartsWith('{') || text == "null").ShouldBe(Listed.Where(text => text.Length is > 0 and < 20), ignoreOrder: true);
        quoted.Where(text => !text.StartsWith('{')).ShouldBe(["null", "detail", "dryRun", "accountId", "roleArn", "organizationId", "externalId", "overrides", "rehearsal", "most"], ignoreOrder: true);
    }

    /// <summary>Variations of the event, each with one wrong name or value.</summary>
    private static IEnumerable<string> Wrongs(JsonObject valid)
    {
        string With(Action<JsonObject> change)
        {
            var copy = valid.DeepClone().AsObject();
            change(copy);
            return copy.ToJsonString();
        }

        foreach (var name in valid.Select(one => one.Key).ToArray())
        {
            foreach (var value in new JsonNode?[] { null, 1, JsonNode.Parse("{}"), JsonNode.Parse("[1]"), "\n" })
            {
                if ((name, value) is not ("externalId", null)) yield return With(request => request[name] = value?.DeepClone()); // null is how a hub says that it has none
            }

            yield return With(request =>
            {
                request[$"{name}s"] = request[name]!.DeepClone();
                request.Remove(name);
            });
            yield return With(request => request[$"the{name}"] = true);
        }

        foreach (var name in new[] { "accountId", "roleArn", "organizationId" }) yield return With(request => request.Remove(name));
        yield return With(request => request["overrides"] = JsonNode.Parse("""[{"unusedDays": null}]"""));
        yield return With(request => request["overrides"] = JsonNode.Parse("""[null]"""));
    }

    private static string Distorted(Random random)
    {
        var text = Listed[random.Next(Listed.Length)];
        return random.Next(8) switch
        {
            0 => $$"""{"{{Pick("input", "Input", "detail", "body", "Payload", "event")}}": {{(text.Length == 0 ? "null" : text)}}}""",
            1 => $"[{text}]",
            2 => JsonSerializer.Serialize(text),
            3 => Names().Replace(text, match => random.Next(2) == 0 ? match.Value : $"\"{Renamed(match.Groups["name"].Value)}\":"),
            4 => Values().Replace(text, match => random.Next(3) > 0 ? match.Value : Pick("null", "true", "\"false\"", "0", "[]", "{}", "{\"dryRun\":true}")),
            5 => text.Replace("{", $"{{\"{Renamed(Pick("dryRun", "dry_run", "rehearse", "mode", "accountId", "version"))}\":{Pick("true", "false", "null", "\"true\"", "{}")},", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal),
            _ => Spoilt.Text(random, text),
        };

        string Pick(params string[] from) => from[random.Next(from.Length)];

        string Renamed(string name) => random.Next(6) switch
        {
            0 => name.ToUpperInvariant(),
            1 => name + "s",
            2 => name.Replace("R", "_r", StringComparison.Ordinal),
            3 => $" {name}",
            4 => name.Replace('i', 'ı'),
            _ => name[..^1],
        };
    }

    /// <summary>The list a second time, implemented differently.</summary>
    private static bool IsListed(string text)
    {
        if (text.Length == 0) return true;

        JsonElement root;
        try
        {
            root = JsonElement.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return false;
        }

        if (root.ValueKind is JsonValueKind.Null) return true;
        if (root.ValueKind is not JsonValueKind.Object) return false;

        var values = root.EnumerateObject().ToDictionary(one => one.Name, one => one.Value);
        if (values.Count == 0) return true;
        if (values.Count == 1 && values.Single() is { Key: var name, Value.ValueKind: JsonValueKind.True or JsonValueKind.False } && name.Equals("dryRun", StringComparison.OrdinalIgnoreCase)) return true;

        string? Text(string of) => values.TryGetValue(of, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        return Text("detail-type") == "Scheduled Event" && Text("source") is "aws.events" or "aws.scheduler"
            && values.TryGetValue("detail", out var detail) && detail.GetRawText().Replace(" ", "", StringComparison.Ordinal).Trim() is "{}" or "\"{}\""
            && values.Keys.Except(TextsOfScheduledEvents).Except(["detail-type", "source", "resources", "detail"]).ToArray() is []
            && TextsOfScheduledEvents.All(one => !values.ContainsKey(one) || Text(one) is not null)
            && (!values.TryGetValue("resources", out var resources) || (resources.ValueKind is JsonValueKind.Array && resources.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String)));
    }

    [GeneratedRegex("\"(?<name>[^\"]+)\":")]
    private static partial Regex Names();

    [GeneratedRegex("(?<=:)(\"[^\"]*\"|true|false|\\{\\}|\\[[^\\]]*\\])")]
    private static partial Regex Values();

    [GeneratedRegex(@"<!-- events:[^\n]*\n(?<rows>(\|[^\n]*\n)+)", RegexOptions.ExplicitCapture)]
    private static partial Regex SecurityEvents();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();
}
