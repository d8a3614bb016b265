using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Words;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Html;

/// <summary>Who is exempt, why and until when. Those that end soonest come first, with what happens to each key if that is soon; those without an end come last.</summary>
internal static class Exemptions
{
    private const int AtOnce = 20;

    private sealed record Entry(IamUser User, string? AccessKeyId, Exemption Exemption);

    public static XElement? Of(Report report)
    {
        var ending = report.EndingExemptions;
        Entry[] all =
        [
            .. report.Listing.ExemptUsers.Select(one => new Entry(one.User, null, one.Exemption))
                .Concat(report.ExemptKeys.Select(step => new Entry(step.Key.User, step.Key.Id, report.ExemptionOf(step.Key)!)))
                .OrderBy(one => one.Exemption.Until ?? DateOnly.MaxValue),
        ];
        if (all.Length == 0) return null;

        return Tag("section", Attr("aria-labelledby", "exempt"),
            Tag("h2", Attr("id", "exempt"), "Exempt"),
            Table($"{Wording.Count(all.Length, "exemption")}: {ending.Count} end within {Wording.Days(report.Settings.Policy.WarningPeriod)}, {all.Count(one => one.Exemption.Until is null)} without an end.", all.Take(AtOnce)),
            all.Length <= AtOnce ? null : Tag("details", Tag("summary", $"{all.Length - AtOnce} more"), Table($"The other {all.Length - AtOnce}.", all.Skip(AtOnce))));

        XElement Table(string caption, IEnumerable<Entry> some) => Tag("table", Class("exempt"),
            Tag("caption", caption),
            Tag("thead", Tag("tr", Heading("User"), Heading("Path"), Heading("Why"), Heading("Until"))),
            Tag("tbody", some.Select(one => Tag("tr",
                Tag("th", Attr("scope", "row"), one.User.Name, one.AccessKeyId is { } id ? Tag("small", $"only {id}") : null),
                Tag("td", one.User.Path),
                Tag("td", one.Exemption.Why, ExemptionText.TooLong(report, one.User, one.Exemption) is { Length: > 0 } tooLong ? Tag("small", tooLong) : null, Then(one)),
                Tag("td", Class("until"), one.Exemption.Until is { } day ? Tag("time", $"{day:yyyy-MM-dd}") : "for good")))));

        object? Then(Entry entry) => ending.FirstOrDefault(it => it.AccessKeyId == entry.AccessKeyId && it.User.Name == entry.User.Name) switch
        {
            null => null,
            { Then: null } => Tag("small", "What becomes of the keys is not known: they could not be read."),
            { Then: { } keys } its => keys.Select(step => Tag("small", $"{step.Key.Id} {ExemptionText.Then(report, its, step)}")),
        };
    }

    private static XElement Heading(string name) => Tag("th", Attr("scope", "col"), name);
}
