using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Words;

namespace KeyReaper.Reporting;

/// <summary>The report on one account as SNS takes it.</summary>
internal static class AccountMessage
{
    public static Message Of(Report report) => Of(report, TextReport.Lines(report));

    /// <param name="lines">The report as text.</param>
    public static Message Of(Report report, IReadOnlyList<string> lines)
    {
        var attributes = AttributesOf(report);
        return Message.Of(AccountSubject.Of(report), lines, TextReport.Ending(report).Count, TextReport.Last(report).Count, AccountCard.Render(report, attributes), JsonReport.Of(report).Render, attributes);
    }

    private static Dictionary<string, string> AttributesOf(Report report)
    {
        var attributes = new Dictionary<string, string>
        {
            ["account"] = report.AccountId,
            ["mode"] = report.Settings.ModeWord,
            ["outcome"] = JsonWord.Of(report.Upshot),
            ["audience"] = JsonWord.Of(report.Audience),
        };
        if (report.Owner is { } owner) attributes["owner"] = owner;
        return attributes;
    }
}
