using System.Text.Json;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using KeyReaper.Words;

namespace KeyReaper.Tests.Reporting;

public class ChatCardTests
{
    public static TheoryData<string> Kinds => ReportKinds.Names;

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_of_report_is_a_card_within_the_limits_of_its_schema(string kind)
    {
        var card = Card(ReportKinds.All[kind]);
        var content = card.GetProperty("content");

        (card.GetProperty("version").GetString(), card.GetProperty("source").GetString(), Text(content, "textType")).ShouldBe(("1.0", "custom", "client-markdown"));
        Text(content, "title").Length.ShouldBeInRange(1, 250);
        Text(content, "description").Length.ShouldBeInRange(1, 8000);
        Texts(content, "nextSteps").ShouldAllBe(step => step.Length <= 350);
        Texts(content, "keywords").ShouldAllBe(keyword => keyword.Length > 0 && keyword.Length <= 75);
        card.GetProperty("metadata").GetProperty("additionalContext").EnumerateObject().ShouldAllBe(context => context.Value.ValueKind == JsonValueKind.String);
        card.EnumerateObject().Select(property => property.Name).ShouldBe(["version", "source", "content", "metadata"]);
    }

    [Theory]
    [InlineData("hostile names")]
    [InlineData("hostile names, dry run")]
    public void Data_neither_mentions_a_channel_nor_ends_its_span_nor_starts_a_line(string kind)
    {
        var content = Card(ReportKinds.All[kind]).GetProperty("content");

        string[] lines = [.. Text(content, "description").Split('\n'), .. Texts(content, "nextSteps")];
        foreach (var line in lines.Append(Text(content, "title"))) line.ShouldNotContain(character => character == '<' || character == '>' || char.IsControl(character));
        foreach (var line in lines)
        {
            (line.Count(character => character == '`') % 2).ShouldBe(0);
            string.Concat(line.Split('`').Where((_, index) => index % 2 == 0)).ShouldNotContain("channel");
        }

        lines.ShouldContain(line => line.Contains("‹!channel›", StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_that_would_not_survive_the_chat_is_left_to_the_e_mail()
    {
        var steps = Texts(Card(AReport.Of(AReport.Live, [A.Key, A.Key.Named("back`tick"), A.Key.Named(new string('l', 400))])).GetProperty("content"), "nextSteps");

        steps.Count(step => step.Contains("update-access-key", StringComparison.Ordinal)).ShouldBe(1);
        steps.ShouldContain("The e-mail has the command for each of the 3 keys.");
    }

    [Fact]
    public void A_command_too_long_for_the_chat_is_left_to_the_e_mail() =>
        Texts(Card(AReport.Of(AReport.Live, [A.Key.Named(new string('l', 400))])).GetProperty("content"), "nextSteps")[0].ShouldBe("The e-mail has the command for this key.");

    [Fact]
    public void Of_a_key_whose_last_use_was_not_looked_up_nobody_is_told_that_it_was_never_used() =>
        Text(Card(AReport.Of(AReport.Live, [A.Key.InactiveSinceDaysAgo(3) with { LastUse = LastUse.NotLookedUp }])).GetProperty("content"), "description").ShouldContain("of user alice, last use not looked up");

    [Fact]
    public void Of_ten_thousand_keys_those_that_do_not_fit_are_counted()
    {
        var description = Text(Card(ReportKinds.All["10,000 keys"]).GetProperty("content"), "description").Split('\n');

        var told = description.Count(line => line.StartsWith("• `AKIA", StringComparison.Ordinal));
        told.ShouldBeGreaterThan(40);
        description[^1].ShouldBe($"…and {10_000 - told} more lines, which the e-mail and the function's log have.");
    }

    [Theory]
    [InlineData("live", "live")]
    [InlineData("dry run", "dry-run")]
    [InlineData("one account's of many", "of-many-live")]
    [InlineData("one account's of many, dry run", "of-many-dry-run")]
    public void A_card(string kind, string name) =>
        JsonSerializer.Serialize(Card(ReportKinds.All[kind]), Indented).Replace("\\n", "\n", StringComparison.Ordinal).ShouldBeApproved($"chat-{name}");

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd\U0001F511g", 6, "abcd…")]
    public void A_text_is_cut_between_characters(string text, int most, string cut) => Fitting.Characters(text, most).ShouldBe(cut);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonElement Card(Report report)
    {
        using var variants = JsonDocument.Parse(AccountMessage.Of(report, TextReport.Lines(report)).Body);
        return JsonElement.Parse(variants.RootElement.GetProperty("https").GetString()!);
    }

    private static string Text(JsonElement content, string name) => content.GetProperty(name).GetString()!;

    private static IReadOnlyList<string> Texts(JsonElement content, string name) => [.. content.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
