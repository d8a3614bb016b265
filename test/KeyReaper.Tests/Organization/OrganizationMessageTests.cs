using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Forms;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Words;
using static KeyReaper.Tests.Organization.ARun;

namespace KeyReaper.Tests.Organization;

/// <summary>The organization's report as SNS takes it, and what programs and chats get.</summary>
public class OrganizationMessageTests
{
    private const string SchemaFile = "infra/organization/report.schema.json";

    private static readonly JsonSchema Schema = new(SchemaFile);

    public static TheoryData<string> Names => ARun.Names;

    [Theory, MemberData(nameof(Names))]
    public void Every_kind_of_report_fits_and_follows_the_schema(string kind)
    {
        var message = Message(Kinds[kind]);

        message.Bytes.ShouldBeLessThanOrEqualTo(262_144);
        message.Subject.Length.ShouldBeLessThan(100);
        message.Subject.ShouldAllBe(character => character >= ' ' && character <= '~');
        Schema.Problems(Variant(message, "sqs")).ShouldBeEmpty();
        Variant(message, "lambda").ShouldBe(Variant(message, "sqs"));
    }

    [Fact]
    public void Subscribers_filter_it_like_a_single_account_s_summary() => Message(Kinds["live"]).Attributes.ShouldBe(
        new Dictionary<string, string> { ["organization"] = OrganizationId, ["mode"] = "live", ["outcome"] = "attention", ["audience"] = "summary" }, ignoreOrder: true);

    [Fact]
    public void Of_10_000_accounts_those_that_need_attention_come_first_and_what_is_not_listed_is_counted()
    {
        var document = JsonNode.Parse(Variant(Message(Kinds["10,000 accounts"]), "sqs"))!;

        var accounts = document["accounts"]!.AsArray();
        accounts.Count.ShouldBeGreaterThan(500);
        (accounts.Count + document["accountsLeftOut"]!.GetValue<int>()).ShouldBe(10_000);
        accounts.ShouldAllBe(account => account!["standing"]!.ToString() == "unreachable" || account["standing"]!.ToString() == "failed");
        document["standings"]!.AsObject().Sum(one => one.Value!.GetValue<int>()).ShouldBe(10_000);
    }

    [Fact]
    public void Of_500_accounts_each_is_in_the_document_and_in_the_mail_if_there_is_something_to_tell()
    {
        var message = Message(Report(Of([.. Enumerable.Range(1, 500).Select(number => Like(EveryStanding[number % EveryStanding.Count], number, "Payments production in Frankfurt"))])));

        var document = JsonNode.Parse(Variant(message, "sqs"))!;
        document["accountsLeftOut"]!.GetValue<int>().ShouldBe(0);
        string[] quiet = [.. document["accounts"]!.AsArray().Where(account => account!["standing"]!.ToString() is "quiet" or "off").Select(account => account!["id"]!.ToString())];
        quiet.Length.ShouldBeGreaterThan(50);
        foreach (var id in Enumerable.Range(1, 500).Select(Id)) Variant(message, "default").Contains($"{id} Payments production in Frankfurt", StringComparison.Ordinal).ShouldBe(!quiet.Contains(id), id);
    }

    [Fact]
    public void A_card_shows_what_is_not_quiet_and_none_of_its_data_is_markup()
    {
        var card = JsonNode.Parse(Variant(Message(Kinds["live"]), "https"))!;
        var description = card["content"]!["description"]!.ToString();

        description.ShouldContain("*UNREACHABLE (2)*\n• `444400000010 Acquired, Inc.: sts:AssumeRole: AccessDenied");
        description.ShouldContain("*CHANGED, OR WOULD (3)*");
        description.ShouldNotContain("QUIET");
        (card["metadata"]!["threadId"]!.ToString(), card["content"]!["keywords"]!.ToJsonString()).ShouldBe(("keyreaper-o-a1b2c3d4e5", """["o-a1b2c3d4e5","live"]"""));
        JsonNode.Parse(Variant(Message(Kinds["hostile"]), "https"))!["content"]!["description"]!.ToString().ShouldNotContain("<!channel>");
    }

    [Theory]
    [InlineData("standings", "perhaps", "1")]
    [InlineData("coverage", "listed", "-1")]
    [InlineData("live", "accounts", "\"1\"")]
    [InlineData("details", "started", "\"yesterday\"")]
    public void The_schema_is_strict(string parent, string name, string value)
    {
        var document = JsonNode.Parse(Variant(Message(Kinds["live"]), "sqs"))!;
        document[parent]![name] = JsonNode.Parse(value);

        Schema.Problems(document.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_words_of_the_schema_are_those_of_the_code()
    {
        var properties = JsonNode.Parse(Repository.Read(SchemaFile))!["properties"]!;
        string[] standings = [.. Enum.GetValues<Standing>().Select(JsonWord.Of)];

        Words(properties["outcome"]!["enum"]).ShouldBe(Enum.GetValues<Upshot>().Select(JsonWord.Of));
        Words(properties["accounts"]!["items"]!["properties"]!["standing"]!["enum"]).ShouldBe(standings);
        Words(properties["standings"]!["required"]).ShouldBe(standings);

        static IEnumerable<string> Words(JsonNode? array) => array!.AsArray().Select(word => word!.GetValue<string>());
    }

    private static Message Message(OrganizationReport report) => OrganizationMessage.Of(report, OrganizationText.Lines(report));

    private static string Variant(Message message, string name) => JsonSerializer.Deserialize<Dictionary<string, string>>(message.Body)![name];
}
