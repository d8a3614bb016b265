using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>An odd answer of one account affects only that account's line, all the way to the report.</summary>
public sealed class WholeAnswerTests : IAsyncLifetime
{
    private static readonly JsonObject Good = JsonNode.Parse(Contract.Text("pass-answer"))!.AsObject();

    private Hub hub = null!;

    public async Task InitializeAsync() => hub = await Hub.StartAsync();

    public static TheoryData<string, string> Odd
    {
        get
        {
            var odd = new TheoryData<string, string>
            {
                { "null", "There was no answer." },
                { "\"done\"", "The answer could not be understood, as can happen while the stack is updated." },
                { "5", "The answer could not be understood" },
                { "true", "The answer could not be understood" },
                { "[]", "The answer could not be understood" },
                { "{}", "missing required properties" },
                { With("keys", "\"nine\""), "$.keys" },
                { With("keys", "1e99"), "$.keys" },
                { With("outcome", "null"), "'outcome'" },
                { With("result", "[\"done\"]"), "$.result" },
                { With("mode", "\"\\ud800\""), "could not be understood" },
                { With("account", "\"444400000099\""), "The answer was about account 444400000099." },
            };
            foreach (var property in typeof(Summary).GetConstructors()[0].GetParameters().Where(parameter => !parameter.HasDefaultValue)) odd.Add(Without(JsonNamingPolicy.CamelCase.ConvertName(property.Name!)), $"'{JsonNamingPolicy.CamelCase.ConvertName(property.Name!)}'");
            return odd;
        }
    }

    [Theory, MemberData(nameof(Odd))]
    public async Task An_answer_that_cannot_be_understood_is_failed_for_that_account_with_the_reason(string answer, string why)
    {
        var report = await ReportAsync([Result(1, Good.ToJsonString()), Result(2, answer), Result(3, Good.ToJsonString())]);

        Standings(report).ShouldBe(["444400000002 failed", "444400000001 changed", "444400000003 changed"]);
        report["accounts"]![0]!["text"]!.ToString().ShouldContain(why);
        report["coverage"]!["missing"]!.GetValue<int>().ShouldBe(0);
        report["live"]!["counts"]!["deactivated"]!.GetValue<int>().ShouldBe(4);
    }

    [Theory]
    [InlineData("schemaVersion", "runId", "alias")]
    public async Task An_answer_of_a_version_before_these_properties_or_after_more_of_them_is_understood(params string[] older)
    {
        var (former, later) = (Good.DeepClone().AsObject(), Good.DeepClone().AsObject());
        foreach (var property in older) former.Remove(property);
        (later["schemaVersion"], later["dueOn"]) = ("1.7", new JsonArray(new JsonObject { ["day"] = "2026-02-01" }));

        Standings(await ReportAsync([Result(1, former.ToJsonString()), Result(2, later.ToJsonString())])).ShouldBe(["444400000001 changed", "444400000002 changed"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"done\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"accountId": null, "outcome": "done"}""")]
    [InlineData("""{"accountId": 444400000002, "outcome": "done"}""")]
    public async Task A_result_that_does_not_say_whose_it_is_makes_up_for_no_account(string result)
    {
        var report = await ReportAsync([Result(1, Good.ToJsonString()), result]);

        Standings(report).ShouldBe(["444400000001 changed"]);
        report["coverage"]!["missing"]!.GetValue<int>().ShouldBe(1);
        report["needsAttention"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"accountId": "444400000002", "outcome": 5, "name": 7, "why": {}}""", "No reason is known.")]
    [InlineData("""{"accountId": "444400000002"}""", "No reason is known.")]
    [InlineData("""{"accountId": "444400000002", "outcome": "failed", "why": "cut in two \ud83d", "more": [1]}""", "cut in two \\ud83d")]
    public async Task A_result_whose_other_words_are_odd_is_failed(string result, string text)
    {
        var report = await ReportAsync([Result(1, Good.ToJsonString()), result]);

        Standings(report).ShouldBe(["444400000002 failed", "444400000001 changed"]);
        report["accounts"]![0]!["text"]!.ToString().ShouldBe(text);
    }

    [Fact]
    public async Task A_digest_that_cannot_be_understood_costs_its_accounts_their_lines_and_no_others()
    {
        var digest = Digest([Result(1, Good.ToJsonString())]);

        foreach (var odd in new[] { "null", "5", "\"text\"", "[]", "{}", """{"standings": {"splendid": 100}}""", """{"standings": 5}""", """{"accounts": [{"id": 5}]}""", """{"Error": "X", "Cause": "Y"}""" })
        {
            var report = await ReportAsync($"[{odd}, {digest}]", asked: 101);

            Standings(report).ShouldBe(["444400000001 changed"], odd);
            report["coverage"]!["missing"]!.GetValue<int>().ShouldBe(100, odd);
        }
    }

    [Fact]
    public async Task Events_that_could_not_be_sent_are_reported_and_need_attention()
    {
        var unsent = JsonNode.Parse(Result(2, Good.ToJsonString()))!;
        unsent["unsent"] = "EventBridge.AccessDeniedException: not authorized to perform: events:PutEvents.";

        var report = await ReportAsync([Result(1, Good.ToJsonString()), unsent.ToJsonString()]);

        (report["unsentEvents"]!.GetValue<int>(), report["outcome"]!.ToString()).ShouldBe((1, "attention"));
        report["result"]!.ToString().ShouldEndWith("The events of 1 account are not on the bus: EventBridge.AccessDeniedException: not authorized to perform: events:PutEvents.");
    }

    public Task DisposeAsync() => hub.DisposeAsync().AsTask();

    private static string With(string property, string json)
    {
        var answer = Good.DeepClone().AsObject();
        answer[property] = "?";
        return answer.ToJsonString().Replace("\"?\"", json, StringComparison.Ordinal);
    }

    private static string Without(string property)
    {
        var answer = Good.DeepClone().AsObject();
        answer.Remove(property);
        return answer.ToJsonString();
    }

    private static string Result(int number, string answer) =>
        $$"""{"accountId": "{{ARun.Id(number)}}", "name": "account {{number}}", "outcome": "done", "summary": {{answer.Replace("\"account\":\"444400000001\"", $"\"account\":\"{ARun.Id(number)}\"", StringComparison.Ordinal)}}}""";

    private static string Digest(string[] results)
    {
        var serializer = new OrganizationSerializer();
        return serializer.Write(OrganizationFunction.Digest(serializer.Read<DigestRequest>($$"""{"results": [{{string.Join(',', results)}}], "room": 200000}""")));
    }

    private Task<JsonNode> ReportAsync(string[] results) => ReportAsync($"[{Digest(results)}]", results.Length);

    private async Task<JsonNode> ReportAsync(string digests, int asked)
    {
        var request = JsonNode.Parse(Contract.Text("report-request"))!;
        (request["digests"], request["asked"], request["active"], request["listed"]) = (JsonNode.Parse(digests), asked, asked + 1, asked + 1);
        await hub.ReportAsync(request.ToJsonString());
        return JsonNode.Parse(hub.LastMessage.BodyFor("sqs"))!;
    }

    private static string[] Standings(JsonNode report) => [.. report["accounts"]!.AsArray().Select(account => $"{account!["id"]} {account["standing"]}")];
}
