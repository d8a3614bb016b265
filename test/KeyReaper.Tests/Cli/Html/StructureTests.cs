using System.Security.Cryptography;
using System.Text;
using KeyReaper.Asked;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

public class StructureTests
{
    private static readonly Report Rich = Sample.Of(60);

    [Fact]
    public void The_page_says_first_whose_it_is_and_what_came_of_the_pass()
    {
        var page = Rich.Page();

        page.Title.ShouldBe("KeyReaper DRY RUN: account 111122223333 (example-prod)");
        page.One("h1").TextContent.ShouldBe("Access keys of account 111122223333 (example-prod)");
        page.One(".mode").TextContent.ShouldBe("DRY RUN");
        page.One(".sentence").TextContent.ShouldBe(TextReport.Sentence(Rich));
        page.One("header time").TextContent.ShouldBe("2026-11-22 06:00 UTC");
    }

    [Fact]
    public void Every_key_has_a_row_and_the_others_are_counted()
    {
        var page = Rich.Page();

        page.QuerySelectorAll("table.keys tbody th").Select(key => key.TextContent).ShouldBe(Rich.Plan.Steps.Select(step => step.Key.Id), ignoreOrder: true);
        page.One("table.keys caption").TextContent.ShouldContain("412 more keys of 388 users are in use according to the credential report");
    }

    [Fact]
    public void A_row_has_everything_about_its_key()
    {
        var page = AReport.Of(Sample.Settings, AReport.EveryKind).Page();

        page.Row("AKIAEXAMPLEKEY000001").Words().ShouldBe(
            "AKIAEXAMPLEKEY000001 ci-jenkins /ci/ platform team Active Would be deactivated Idle for 380 days; the limit is 30 days. "
            + "2024-06-05 900 days old 2025-11-07 s3 in eu-west-1 380 30 days later: deleted unless turned back on "
            + "Exempt Exempt the user aws iam tag-user --user-name ci-jenkins --tags 'Key=keyreaper:exempt,Value=2027-02-20 REASON' "
            + "Postpone this key alone aws iam tag-user --user-name ci-jenkins --tags 'Key=keyreaper:exempt:AKIAEXAMPLEKEY000001,Value=2027-02-20 REASON'");
        page.Row("AKIAEXAMPLEKEY000007").Words().ShouldEndWith(
            "400 days old 2026-09-23 s3 in eu-west-1 60 2026-12-12 deleted unless turned back on "
            + "Turn on, exempt Turn it back on aws iam update-access-key --user-name noor --access-key-id AKIAEXAMPLEKEY000007 --status Active "
            + "Exempt the user aws iam tag-user --user-name noor --tags 'Key=keyreaper:exempt,Value=2027-02-20 REASON' "
            + "Postpone this key alone aws iam tag-user --user-name noor --tags 'Key=keyreaper:exempt:AKIAEXAMPLEKEY000007,Value=2027-02-20 REASON' "
            + "Where it was last used from, by CloudTrail aws cloudtrail lookup-events --region eu-west-1 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=AKIAEXAMPLEKEY000007 --max-items 10 --query 'Events[].[CloudTrailEvent]' --output text");
    }

    [Fact]
    public void Where_nothing_was_done_there_is_nothing_to_undo()
    {
        string Offered(Settings settings) => AReport.Of(settings, AReport.EveryKind).Page().Row("AKIAEXAMPLEKEY000001").One("summary").TextContent;

        Offered(AReport.DryRun).ShouldBe("Exempt");
        Offered(AReport.Live).ShouldBe("Undo, exempt");
    }

    [Fact]
    public void The_numbers_are_those_of_the_other_reports()
    {
        var numbers = Rich.Page().QuerySelectorAll(".numbers div").ToDictionary(one => one.One("dt").TextContent, one => one.One("dd").TextContent);
        var summary = PassSummary.Of(Rich, published: false);

        numbers["access keys"].ShouldBe($"{summary.Keys}");
        numbers["in use"].ShouldBe($"{summary.InUse}");
        numbers["would be deactivated"].ShouldBe($"{summary.Deactivated}");
        numbers["would be deleted"].ShouldBe($"{summary.Deleted}");
        numbers["failures"].ShouldBe("1");
    }

    [Fact]
    public void A_dry_run_says_of_nothing_that_it_happened()
    {
        Numbers(Rich).ShouldContain("grace would start");
        Numbers(Rich).ShouldNotContain("grace started");
        Numbers(AReport.Of(AReport.Live, AReport.EveryKind)).ShouldContain("grace started");

        static IEnumerable<string> Numbers(Report report) => report.Page().QuerySelectorAll(".numbers dt").Select(name => name.TextContent);
    }

    [Fact]
    public void What_needs_attention_comes_with_what_would_mend_it()
    {
        var page = Rich.Page();

        page.QuerySelectorAll("section[aria-labelledby=attention] li").Select(line => line.TextContent).ShouldBe(Attention.Sentences(Rich));
        page.QuerySelectorAll("section[aria-labelledby=root] li").Select(line => line.TextContent).ShouldBe([RootText.Sentence(Rich)!]);
        page.QuerySelectorAll(".grants code").Select(grant => grant.TextContent).ShouldBe(Attention.Grants(Rich));
    }

    [Fact]
    public void Exempt_users_are_there_with_why_and_until_when() =>
        Rich.Page().QuerySelectorAll("table.exempt tbody tr").Select(row => row.Words()).ShouldBe(
            ["partner /partners/ tag keyreaper:exempt 2027-01-31", "break-glass / tag keyreaper:exempt=true for good"]);

    [Fact]
    public void What_is_not_about_access_keys_is_all_there_with_a_function_that_a_shell_takes_as_it_stands()
    {
        var section = ReportKinds.All["beside keys"].Page().One("section[aria-labelledby=beside]");

        section.QuerySelectorAll("tbody th").Select(user => user.TextContent).ShouldBe(["ana", "ben", "cleo", "svc-old", "fay", "gil"]);
        section.One("pre").TextContent.ShouldBe(string.Join('\n', UserDeletion.Function));
        section.QuerySelectorAll("p > code").Select(line => line.TextContent).ShouldBe(["delete_iam_user svc-old", "delete_iam_user fay"]);
        ReportKinds.All["failures"].Page().One("section[aria-labelledby=beside]").TextContent.ShouldContain("none was read");
        ReportKinds.All["one owner's"].Page().QuerySelector("section[aria-labelledby=beside]").ShouldBeNull();
    }

    [Fact]
    public void Only_a_dry_run_tells_how_to_go_live()
    {
        Rich.Page().One("section[aria-labelledby=live]").TextContent.ShouldContain("sets DRY_RUN=false");
        AReport.Of(AReport.Live, AReport.EveryKind).Page().QuerySelector("section[aria-labelledby=live]").ShouldBeNull();
    }

    [Fact]
    public void An_account_without_keys_has_a_page_without_a_table()
    {
        var page = AReport.Of(AReport.Live, []).Page();

        page.QuerySelector("table.keys").ShouldBeNull();
        page.One(".sentence").TextContent.ShouldContain("found no access keys");
        page.One("section[aria-labelledby=timeline]").TextContent.ShouldContain("Nothing is due");
    }

    [Fact]
    public void The_page_can_be_read_by_those_who_do_not_see_it()
    {
        var page = Rich.Page();

        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.QuerySelectorAll("table").ShouldAllBe(table => table.QuerySelector(":scope > caption")!.TextContent.Length > 0);
        page.QuerySelectorAll("th").ShouldAllBe(heading => heading.GetAttribute("scope") == (heading.Closest("thead") == null ? "row" : "col"));
        page.QuerySelectorAll("section").ShouldAllBe(section => page.GetElementById(section.GetAttribute("aria-labelledby")!)!.LocalName == "h2");
        page.QuerySelectorAll("input").ShouldAllBe(input => page.QuerySelector($"label[for={input.Id}]") != null);
        page.QuerySelectorAll("svg").ShouldAllBe(svg => svg.HasAttribute("aria-hidden") || svg.Closest("[role=img]") != null);
        page.One("svg[role=img]").GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.GetElementById(id)!.LocalName).ShouldBe(["title", "desc"]);
        page.One("output").GetAttribute("aria-live").ShouldBe("polite");
        page.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var page = Rich.Page();

        page.QuerySelectorAll("[src], link, iframe, object, embed, base, form").ShouldBeEmpty();
        page.QuerySelectorAll("[href]").ShouldAllBe(link => link.GetAttribute("href")!.StartsWith('#') && page.GetElementById(link.GetAttribute("href")!.Substring(1)) != null);
        page.One("style").TextContent.ShouldNotContain("@import");
        page.One("style").TextContent.ShouldNotMatch(@"url\((?!#)");
    }

    [Fact]
    public void The_policy_allows_the_pages_own_style_and_script_and_nothing_else()
    {
        var page = Rich.Page();
        string Hash(string element) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.One(element).TextContent)))}'";

        page.One("meta[http-equiv=Content-Security-Policy]").GetAttribute("content")
            .ShouldBe($"default-src 'none'; style-src {Hash("style")}; script-src {Hash("script")}; base-uri 'none'; form-action 'none'");
        page.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => attribute.Name != "style" && !attribute.Name.StartsWith("on"));
    }
}
