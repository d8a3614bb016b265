using System.Text.Json;
using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class MessageTests
{
    public static TheoryData<string> Kinds => ReportKinds.Names;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(700)]
    [InlineData(5000)]
    public void However_many_keys_all_variants_together_fit_and_stay_whole(int keys)
    {
        // Quotes, backslashes and letters of two bytes take most room of all characters in a tag or path, in JSON within JSON.
        var report = AReport.Of(
            AReport.DryRun with { OwnerTag = "owner" },
            Enumerable.Range(0, keys).Select(i => AReport.Key(i, $"user{i}", "/\"\\\"\\/").Tagged("owner", "Zoë Müller")));

        var message = AccountMessage.Of(report, TextReport.Lines(report));

        message.Bytes.ShouldBeLessThanOrEqualTo(Message.Largest);
        using var variants = JsonDocument.Parse(message.Body);
        foreach (var name in new[] { "sqs", "lambda" })
        {
            using var json = JsonDocument.Parse(variants.RootElement.GetProperty(name).GetString()!);
            var root = json.RootElement;
            root.GetProperty("counts").GetProperty("deactivated").GetInt32().ShouldBe(keys);
            (root.GetProperty("keys").GetArrayLength() + root.GetProperty("keysLeftOut").GetInt32()).ShouldBe(keys);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_of_report_fits_with_all_its_variants_and_attributes(string kind)
    {
        var report = ReportKinds.All[kind];

        var message = AccountMessage.Of(report, TextReport.Lines(report));

        message.Bytes.ShouldBeLessThanOrEqualTo(Message.Largest);
        using var variants = JsonDocument.Parse(message.Body);
        variants.RootElement.EnumerateObject().Select(variant => variant.Name).ShouldBe(["default", "sqs", "lambda", "https"]);
    }

    [Fact]
    public void As_many_deactivations_as_the_brake_lets_through_are_all_told_in_every_variant_for_people_and_programs()
    {
        var report = AReport.Of(
            AReport.Live with { OwnerTag = "owner" },
            Enumerable.Range(0, AReport.Live.Policy.MaxDeactivations).Select(number => AReport.Key(number, $"service-user-{number}", "/service/").UsedDaysAgo(100).Tagged("owner", "platform team")));

        var message = AccountMessage.Of(report, TextReport.Lines(report));

        message.Body.ShouldNotContain("left out:");
        message.Body.ShouldContain("""\"keysLeftOut\":0""");
    }

    [Fact]
    public void The_attributes_say_whose_report_it_is_and_whether_to_open_it()
    {
        static string Upshot(Report report) => AccountMessage.Of(report, TextReport.Lines(report)).Attributes["outcome"];
        var failing = AReport.Of(AReport.Live, [A.Key], step => new(step, Result.Failed, "denied"));

        AccountMessage.Of(failing, TextReport.Lines(failing)).Attributes.ShouldBe(
            new Dictionary<string, string> { ["account"] = "111122223333", ["mode"] = "live", ["outcome"] = "attention", ["audience"] = "summary" }, ignoreOrder: true);
        AccountMessage.Of(AReport.Of(AReport.DryRun, [A.Key]), ["text"]).Attributes["mode"].ShouldBe("dry-run");
        Upshot(AReport.Of(AReport.Live, [A.Key])).ShouldBe("changed");
        Upshot(AReport.Of(AReport.DryRun, [A.Key])).ShouldBe("changed");
        Upshot(AReport.Of(AReport.Live, [A.Key.UsedDaysAgo(25)])).ShouldBe("due");
        Upshot(AReport.Of(AReport.Live, [A.Key.UsedDaysAgo(1)])).ShouldBe("quiet");
    }

    [Fact]
    public void Lines_that_do_not_fit_are_counted_and_the_last_two_stay()
    {
        string[] lines = [.. Enumerable.Range(1, 100).Select(number => $"line {number}")];

        var cut = Message.Fit(lines, 500, 2, 2).Split('\n');

        var left = cut.Single(line => line.StartsWith('['));
        var shown = cut.Length - 1;
        left.ShouldBe($"[{100 - shown} lines left out: a message holds 256 KiB. The function's log has the whole report.]");
        cut[^2..].ShouldBe(["line 99", "line 100"]);
        cut[0].ShouldBe("line 1");
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(40, 2)]
    public void The_ending_stays_whole_unless_it_would_leave_no_room_for_the_list(int ending, int kept)
    {
        string[] lines = [.. Enumerable.Range(100, 100).Select(number => $"line {number}")];

        var cut = Message.Fit(lines, 600, ending, 2).Split('\n');

        cut.Reverse().TakeWhile(line => !line.StartsWith('[')).Count().ShouldBe(kept);
        cut[^1].ShouldBe("line 199");
    }

    [Fact]
    public void What_fits_is_not_touched() => Message.Fit(["one", "two"], 100, 2, 2).ShouldBe("one\ntwo");
}
