using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using KeyReaper.Words;

namespace KeyReaper.Tests.Cli.Html;

public class EscapingTests
{
    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>",
        "</style></script></title></svg><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' autofocus onfocus='alert(1)",
        "javascript:alert(1)",
        "]]><!-- --!> <![CDATA[",
        "&lt;b&gt; &amp; &#60;b&#62;",
        "in\u202Evisible\u2066\u200B\u00AD",
        "a\0b\u001B[31m\r\n\u2028c\u0085",
        "\uFFFE\uFFFF\uD800 half \uDC00",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Whatever_an_account_holds_is_text(string data)
    {
        var expected = Everywhere("harmless").Page();
        var page = Everywhere(data).Page();

        page.All.Select(element => element.LocalName).ShouldBe(expected.All.Select(element => element.LocalName));
        page.All.Select(element => string.Join(' ', element.Attributes.Select(attribute => attribute.Name))).ShouldBe(expected.All.Select(element => string.Join(' ', element.Attributes.Select(attribute => attribute.Name))));

        var shown = Wording.Plain(data);
        page.QuerySelectorAll("table.keys td.owner").ShouldAllBe(owner => owner.TextContent == shown);
        page.QuerySelectorAll("table.keys td.user").ShouldAllBe(user => user.TextContent.StartsWith(shown, StringComparison.Ordinal));
        page.Title!.ShouldContain(page.One("h1").TextContent.Split('(', 2)[1]);
        page.One("h1").TextContent.ShouldContain(shown);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_could_steer_or_reorder_text_is_nowhere_in_the_page(string data)
    {
        var page = Everywhere(data).Page();
        foreach (var ours in page.QuerySelectorAll("style, script")) ours.Remove();

        var text = string.Concat(page.All.SelectMany(element => element.Attributes.Select(attribute => attribute.Value)).Append(page.DocumentElement.TextContent));
        Wording.Plain(text).ShouldBe(text);
    }

    /// <summary>The same data in every place that somebody in the account can write to, or that AWS answers with.</summary>
    private static Report Everywhere(string data)
    {
        AccessKey[] keys = [.. AReport.EveryKind.Select(key => key.Tagged("owner", data).Named(data, "/" + data) with { LastUse = new LastUse.At(A.DaysAgo(50), data, data) })];
        var exempt = new ExemptUser(A.User with { Name = data, Path = data }, new(data));
        var trouble = new Trouble(data, "iam:ListAccessKeys");
        AccessKey[] odd = [AReport.Key(30, data).Tagged("owner", data) with { Unreadable = trouble }, AReport.Key(31, data).Tagged("owner", data).Inactive() with { ClockTag = new(data, null) }];
        var report = AReport.Of(Sample.Settings, [.. keys, .. odd], step => new(step, Result.Failed, data), new() { WhyWalked = trouble, UnlistedUsers = [new(A.User with { Name = data }, trouble)] });
        return report with { AccountAlias = data, Listing = report.Listing with { ExemptUsers = [exempt] } };
    }
}
