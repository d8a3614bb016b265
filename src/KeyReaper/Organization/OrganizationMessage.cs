using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Words;

namespace KeyReaper.Organization;

/// <summary>The report on a run over an organization as SNS takes it.</summary>
internal static class OrganizationMessage
{
    /// <param name="lines">The report as text.</param>
    public static Message Of(OrganizationReport report, IReadOnlyList<string> lines)
    {
        var subject = Subject(report);
        var attributes = new Dictionary<string, string>
        {
            ["organization"] = report.OrganizationId,
            ["mode"] = report.Settings.ModeWord,
            ["outcome"] = JsonWord.Of(report.Upshot),
            ["audience"] = JsonWord.Of(Audience.Summary),
        };
        var card = ChatCard.Render(subject, OrganizationText.Sentence(report), Description(report), [], report.OrganizationId, attributes);
        return Message.Of(subject, lines, OrganizationEnding.Lines(report).Count, last: 2, card, OrganizationDocument.Of(report).Render, attributes);
    }

    public static string Subject(OrganizationReport report) => Forms.Subject.Of(report.Settings.Mode, report.OrganizationId, OrganizationText.Result(report));

    /// <summary>A chat message leaves out accounts that are quiet or switched off.</summary>
    private static IEnumerable<string> Description(OrganizationReport report) =>
        OrganizationText.Accounts(report).Where(group => group.Standing < Standing.Off).SelectMany(group => ChatCard.Titled(group.Title, group.Lines));
}
