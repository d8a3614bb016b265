using System.Text.Json;
using System.Text.RegularExpressions;
using KeyReaper.Asked;
using KeyReaper.Cli.Html;
using KeyReaper.Cli.Seen;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Tests.Cli;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Organization;

namespace KeyReaper.Tests.Reporting;

public partial class AttentionTests
{
    private static readonly Report WithRootKey = AReport.Of(AReport.Live, [A.Key.UsedDaysAgo(0)], listing: new() { ReportMadeAt = A.Now.AddHours(-1), RootAccessKeys = 1 });

    public static TheoryData<string> Kinds => [.. ReportKinds.All.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void Needing_attention_means_the_same_in_every_report(string kind)
    {
        var report = ReportKinds.All[kind];
        var needed = report.Upshot is Upshot.Attention;
        var message = AccountMessage.Of(report);
        var json = JsonElement.Parse(JsonReport.Of(report).Render(int.MaxValue));

        json.GetProperty("needsAttention").GetBoolean().ShouldBe(needed);
        (json.GetProperty("attention").GetArrayLength() > 0).ShouldBe(needed);
        message.Attributes["outcome"].Equals("attention", StringComparison.Ordinal).ShouldBe(needed);
        TextReport.Lines(report).Any(line => line.StartsWith("NEEDS ATTENTION", StringComparison.Ordinal)).ShouldBe(needed);
        AccountCard.Render(report, message.Attributes).Contains("*NEEDS ATTENTION", StringComparison.Ordinal).ShouldBe(needed);
        HtmlReport.Render(report).Contains(">Needs attention", StringComparison.Ordinal).ShouldBe(needed);
        Printed.By(console => new PreviewScreen(console).Show(report, "arn:aws:iam::111122223333:user/ana"), 100).Contains("NEEDS ATTENTION", StringComparison.Ordinal).ShouldBe(needed);
    }

    [Fact]
    public void The_root_user_s_key_has_a_section_of_its_own_on_a_day_that_is_quiet_all_the_same()
    {
        WithRootKey.Upshot.ShouldBe(Upshot.Quiet);
        Everywhere(WithRootKey).ShouldAllBe(text => text.Contains("The root user has an active access key.", StringComparison.Ordinal));
        JsonReport.Of(WithRootKey).RootAccessKeys.ShouldBe(1);
        PassSummary.Of(WithRootKey, published: true).RootAccessKeys.ShouldBe(1);
    }

    [Fact]
    public void Once_acknowledged_it_is_a_figure_alone()
    {
        var report = WithRootKey with { Settings = AReport.Live with { Acknowledged = [Acknowledgement.RootAccessKey] } };

        Everywhere(report).ShouldAllBe(text => !text.Contains("sign in as root", StringComparison.Ordinal));
        TextReport.Lines(report).ShouldContain("The root user has 1 active access key, which is acknowledged.");
        JsonReport.Of(report).RootAccessKeys.ShouldBe(1);
        JsonReport.Of(report).Acknowledged.ShouldBe(["root-access-key"]);
    }

    [Fact]
    public void Where_no_credential_report_was_read_nothing_is_said_to_be_known_of_it()
    {
        var report = AReport.Of(AReport.Live, [], listing: new() { WhyWalked = new("INVENTORY=walk") });

        TextReport.Lines(report).ShouldContain("It is not known whether the root user has access keys: only the credential report shows it, and none was read.");
        JsonReport.Of(report).Render(100).ShouldNotContain("rootAccessKeys");
        PassSummary.Of(report, published: true).RootAccessKeys.ShouldBeNull();
    }

    [Fact]
    public void With_no_key_read_none_is_said_to_have_been_found()
    {
        var report = AReport.Of(AReport.Live, [], listing: new() { ReportMadeAt = A.Now, UnlistedUsers = [new(A.User, new("iam:ListAccessKeys: AccessDenied: no"))] });

        TextReport.Sentence(report).ShouldBe("KeyReaper could read no access keys. The access keys of 1 user could not be listed.");
        AccountSubject.Of(report).ShouldEndWith("needs attention, could read no access keys");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_mail_has_no_words_that_only_its_makers_know(string kind)
    {
        if (!kind.StartsWith("hostile", StringComparison.Ordinal)) TextReport.Lines(ReportKinds.All[kind]).ShouldAllBe(line => !Insider().IsMatch(line));
    }

    [Theory, MemberData(nameof(ARun.Names), MemberType = typeof(ARun))]
    public void Nor_has_that_of_an_organization(string kind)
    {
        // What a pass itself answered is quoted.
        if (kind != "hostile") OrganizationText.Lines(ARun.Kinds[kind]).Where(line => !line.StartsWith("4444", StringComparison.Ordinal) && !line.StartsWith("aws ", StringComparison.Ordinal)).ShouldAllBe(line => !Insider().IsMatch(line));
    }

    private static string[] Everywhere(Report report) =>
    [
        string.Join('\n', TextReport.Lines(report)), AccountCard.Render(report, AccountMessage.Of(report).Attributes), HtmlReport.Render(report),
        Printed.By(console => new PreviewScreen(console).Show(report, "arn:aws:iam::111122223333:user/ana"), 400),
    ];

    [GeneratedRegex(@"\b(pass|passes|hub|spokes?|settling|idempotent)\b(?!\.yaml)", RegexOptions.IgnoreCase)]
    private static partial Regex Insider();
}
