using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Words;
using JsonText = System.Text.Json.JsonSerializer;

namespace KeyReaper.Tests.Reporting;

/// <summary>The report for programs and infra/report.schema.json agree.</summary>
public class JsonSchemaTests
{
    private const string File = "infra/report.schema.json";

    private static readonly JsonSchema Schema = new(File);

    public static TheoryData<string> Kinds => ReportKinds.Names;

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_of_report_follows_the_schema(string kind) => Schema.Problems(Document(ReportKinds.All[kind])).ShouldBeEmpty();

    [Fact]
    public void A_report_cut_to_nothing_follows_it_and_counts_everything_it_left_out()
    {
        var report = ReportKinds.All["failures"];

        var json = JsonReport.Of(report).Render(most: 0);

        Schema.Problems(json).ShouldBeEmpty();
        var root = JsonDocument.Parse(json).RootElement;
        string[] lists = ["attention", "keys", "exemptUsers"];
        lists.ShouldAllBe(list => root.GetProperty(list).GetArrayLength() == 0 && root.GetProperty(list + "LeftOut").GetInt32() > 0);
    }

    [Theory]
    [InlineData("$.extra", "true")]
    [InlineData("$.keys[0].extra", "true")]
    [InlineData("$.keys[0].act", "\"obliterate\"")]
    [InlineData("$.keys[0].reason", "\"dislike\"")]
    [InlineData("$.keys[0].result", "\"perhaps\"")]
    [InlineData("$.keys[0].status", "\"Active\"")]
    [InlineData("$.keys[0].created", "\"yesterday\"")]
    [InlineData("$.keys[0].created", "\"2026-13-01T00:00:00Z\"")]
    [InlineData("$.keys[0].created", "\"2026-11-01T00:00:00+01:00\"")]
    [InlineData("$.keys[0].controls", "[\"CIS-AWS-1.4.0-1.13\"]")]
    [InlineData("$.mode", "\"LIVE\"")]
    [InlineData("$.schemaVersion", "\"2\"")]
    [InlineData("$.counts.deleted", "-1")]
    [InlineData("$.exemptUsers[1].until", "\"31.1.2027\"")]
    public void The_schema_is_strict(string path, string value)
    {
        var report = JsonNode.Parse(Document(ReportKinds.All["live"]))!;
        var (parent, name) = Place(report, path);
        parent[name] = JsonNode.Parse(value);

        Schema.Problems(report.ToJsonString()).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("$.mode")]
    [InlineData("$.owners.told")]
    [InlineData("$.keys[0].act")]
    [InlineData("$.exemptUsers[1].why")]
    public void Nothing_that_is_required_may_be_missing(string path)
    {
        var report = JsonNode.Parse(Document(ReportKinds.All["live"]))!;
        var (parent, name) = Place(report, path);
        parent.AsObject().Remove(name).ShouldBeTrue();

        Schema.Problems(report.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void An_owners_report_names_the_owner_and_no_other_does()
    {
        var (ofOne, ofAll) = (JsonNode.Parse(Document(ReportKinds.All["one owner's"]))!.AsObject(), JsonNode.Parse(Document(ReportKinds.All["live"]))!.AsObject());
        ofOne.Remove("owner").ShouldBeTrue();
        ofAll["owner"] = "platform team";

        Schema.Problems(ofOne.ToJsonString()).ShouldNotBeEmpty();
        Schema.Problems(ofAll.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_words_of_the_schema_are_those_of_the_code()
    {
        var schema = JsonNode.Parse(Repository.Read(File))!;
        var key = schema["$defs"]!["key"]!["properties"]!;

        Enum(key["act"]).ShouldBe(Words<Act>().Except([JsonWord.Of(Act.KeepWatch)]), "no key's verdict is to keep watching it");
        Enum(key["reason"]).ShouldBe(Words<Reason>());
        Enum(key["result"]).ShouldBe(Words<Result>());
        Enum(key["status"]).ShouldBe(Words<KeyStatus>());
        Enum(schema["properties"]!["outcome"]).ShouldBe(Words<Upshot>());
        Enum(schema["properties"]!["audience"]).ShouldBe(Words<Audience>());
        Enum(schema["properties"]!["mode"]).ShouldBe([ReportKinds.All["dry run"].Settings.ModeWord, ReportKinds.All["live"].Settings.ModeWord]);
        Enum(schema["$defs"]!["control"]).ShouldBe(Controls.All.Select(control => control.Id));

        static IEnumerable<string> Words<T>() where T : struct, Enum => System.Enum.GetValues<T>().Select(JsonWord.Of);
        static IEnumerable<string> Enum(JsonNode? property) => property!["enum"]!.AsArray().Select(word => word!.GetValue<string>());
    }

    /// <summary>What is at the end of a path such as $.keys[0].act, by its parent and its name.</summary>
    private static (JsonNode Parent, string Name) Place(JsonNode report, string path)
    {
        string[] steps = [.. path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        return (steps[..^1].Aggregate(report, (node, step) => node is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!), steps[^1]);
    }

    /// <summary>The variant for programs, as it is published.</summary>
    private static string Document(Report report) =>
        JsonText.Deserialize<Dictionary<string, string>>(AccountMessage.Of(report, TextReport.Lines(report)).Body)!["sqs"];
}
