using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Whatever a service answers, in every type of JSON, the run gets to its report, and no account is touched because of such an answer.</summary>
public sealed class HubRunOddTests : HubRunTest
{
    private static readonly string[] EveryType = ["null", "true", "false", "0", "5", "-1.5", "\"\"", "\"text\"", "\"日本 😀\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"\": null}"];

    [InstalledFact("node jsonata")]
    public async Task An_odd_answer_about_accounts_or_tags_touches_no_account()
    {
        Join(1, Sandbox.Organization.Root.CreateUnit("Workloads"));
        foreach (var resource in new[] { "listAccounts", "describeAccount" }) await Check(resource, EveryType);
        await Check("listTagsForResource", EveryType.Where(json => json[0] is not '{')); // without any tags, {} is the same as an empty list

        async Task Check(string resource, IEnumerable<string> answers)
        {
            foreach (var json in answers)
            {
                Start();
                Hub.Odd = name => name.EndsWith(resource, StringComparison.Ordinal) ? [JsonNode.Parse(json)] : [];

                (await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync())).Error.ShouldBe("AttentionNeeded", $"{resource} {json}");

                Hub.Passes.ShouldBeEmpty($"{resource} {json}");
            }
        }
    }

    [InstalledFact("node jsonata")]
    public async Task An_odd_member_of_an_answer_about_accounts_or_tags_touches_no_account()
    {
        foreach (var (resource, answer) in new[]
        {
            ("listAccounts", """{"Accounts": ?}"""),
            ("listAccounts", """{"Accounts": [{"Id": ?, "State": "ACTIVE", "Paths": ["o-a/r-ab12/"]}]}"""),
            ("listAccounts", """{"Accounts": [{"Id": "444400000001", "State": ?, "Paths": ["o-a/r-ab12/"]}]}"""),
            ("listAccounts", """{"Accounts": [{"Id": "444400000001", "State": "ACTIVE", "Paths": ?}]}"""),
            ("describeAccount", """{"Account": ?}"""),
            ("describeAccount", """{"Account": {"State": ?, "Paths": ["o-a/r-ab12/"]}}"""),
            ("describeAccount", """{"Account": {"State": "ACTIVE", "Paths": ?}}"""),
            ("listTagsForResource", """{"Tags": [{"Key": ?, "Value": "off"}]}"""),
        })
        {
            foreach (var json in EveryType)
            {
                Start();
                Hub.Odd = name => name.EndsWith(resource, StringComparison.Ordinal) ? [JsonNode.Parse(answer.Replace("?", json, StringComparison.Ordinal))] : [];

                try
                {
                    await Hub.RunAsync();
                }
                catch (StatesException error)
                {
                    error.Error.ShouldBe("AttentionNeeded", $"{answer} {json}");
                }

                if (resource != "listTagsForResource") Hub.Passes.ShouldBeEmpty($"{answer} {json}");
                Hub.Machine.Entered.ShouldContain("PublishReport");
            }
        }
    }

    [InstalledFact("node jsonata")]
    public async Task An_odd_list_of_runs_does_not_end_the_run_without_a_report()
    {
        foreach (var json in EveryType.Concat(EveryType.Select(json => $$"""{"Executions": {{json}}}""")).Concat(EveryType.Select(json => $$"""{"Executions": [{"ExecutionArn": {{json}}, "StartDate": {{json}}}]}""")))
        {
            Start();
            Hub.Odd = name => name.EndsWith("listExecutions", StringComparison.Ordinal) ? [JsonNode.Parse(json)] : [];

            try
            {
                await Hub.RunAsync();
            }
            catch (StatesException error)
            {
                error.Error.ShouldBe("AttentionNeeded", json);
            }

            Hub.Machine.Entered.ShouldContain("PublishReport", json);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task A_pass_or_a_digest_that_answers_oddly_costs_no_more_than_itself()
    {
        var ids = Join(1);
        foreach (var json in EveryType.Append($"\"{new string('日', 9000)}\""))
        {
            Start();
            Hub.Function = (function, request) => Task.FromResult(
                function == "DigestFunction" || (function == "ReaperFunction" && request["accountId"]!.ToString() == ids[0]) ? JsonNode.Parse(json)!
                : function == "ReportFunction" ? JsonNode.Parse("""{"outcome": "quiet"}""")!
                : JsonNode.Parse(Contract.Text("pass-answer"))!);

            await Hub.RunAsync();

            Hub.Results.Count().ShouldBe(2, json);
            var told = Hub.Results.Single(result => result["accountId"]!.ToString() == ids[0]);
            told["outcome"]!.ToString().ShouldBe(json.Length > 8000 ? "failed" : "done", json);
            Hub.Report["digests"]!.AsArray().Count.ShouldBe(json[0] is '{' ? 1 : 0, json);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task A_run_ends_well_only_if_its_report_says_so()
    {
        foreach (var json in EveryType.Concat(["""{"outcome": null}""", """{"outcome": "splendid"}""", """{"outcome": ["quiet"], "result": 5}""", """{"outcome": "attention", "result": "so"}"""]))
        {
            Start();
            Hub.Function = (function, _) => Task.FromResult(JsonNode.Parse(function == "ReportFunction" ? json : "{}")!);

            (await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync())).Error.ShouldBe("AttentionNeeded", json);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task Of_the_longest_messages_the_first_400_characters_are_reported()
    {
        var id = Join(1).Single();
        foreach (var letters in new[] { "x", "\\\"", "\\n", "\\\\", "日", "😀", "\\u65e5", "\"", "\\" })
        {
            var message = string.Concat(Enumerable.Repeat(letters, 32_768 / letters.Length));
            foreach (var cause in new[] { $$"""{"errorType": "X", "errorMessage": "{{message}}", "stackTrace": []}""", $$"""{"errorMessage":   "{{message}}""", message })
            {
                var cut = cause[..Math.Min(32_768, cause.Length)];
                Start();
                Hub.Pass = one => one == id ? throw new StatesException("X", char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut) : null;

                await AttentionAsync();

                var why = Hub.Results.Single(result => result["accountId"]!.ToString() == id)["why"]!.ToString();
                why.ShouldStartWith("X: ");
                new System.Globalization.StringInfo(why).LengthInTextElements.ShouldBeLessThanOrEqualTo(3 + 400);
            }
        }
    }

    [Fact] // in some engines, such as Java's, each repetition of an unbounded group takes a stack frame, and without a Catch a failing state ends the run
    public void No_pattern_repeats_a_group_without_bound()
    {
        var definition = HubDefinition.With().ToJsonString();

        System.Text.RegularExpressions.Regex.Matches(definition, @"\)[*+]|\)\{[0-9]+,\}").ShouldBeEmpty();
    }
}
