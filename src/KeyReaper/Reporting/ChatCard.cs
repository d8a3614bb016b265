using System.Globalization;
using System.Text.Json;
using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>
/// The report as a card in Slack or Microsoft Teams, by the custom notification schema of Amazon Q Developer in chat applications:
/// https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
/// Its limits are met in units of UTF-16, of which there are never fewer than characters.
/// </summary>
internal sealed record ChatCard(string Version, string Source, ChatContent Content, ChatMetadata Metadata)
{
    public const int LongestTitle = 250;
    public const int LongestDescription = 8_000;
    public const int LongestNextStep = 350;
    public const int LongestKeyword = 75;

    private const int LongestLine = 1_000;
    private const int CommandsShown = 3;

    /// <param name="attributes">Of the message: what subscribers filter by, for the buttons they may add.</param>
    public static string Render(Report report, IReadOnlyDictionary<string, string> attributes) =>
        Render(Subject.Of(report), TextReport.Sentence(report), Description(report), NextSteps(report), report.AccountId, attributes);

    /// <param name="about">The account or the organization: its days are one thread.</param>
    public static string Render(
        string subject, string sentence, IEnumerable<string> description, IEnumerable<string> nextSteps, string about, IReadOnlyDictionary<string, string> attributes) => JsonSerializer.Serialize(
        new(
            Version: "1.0",
            Source: "custom",
            new(
                TextType: "client-markdown",
                Title: Fitting.Characters(Tame(subject), LongestTitle),
                Description: Fitting.Lines(
                    [Tame(sentence), .. description], last: 0, LongestDescription, line => line.Length + 1,
                    lines => string.Create(CultureInfo.InvariantCulture, $"…and {lines} more lines, which {(attributes["audience"] == JsonWord.Of(Audience.Account) ? "the function's log has" : "the e-mail and the function's log have")}.")),
                NextSteps: [.. nextSteps],
                Keywords: [Fitting.Characters(about, LongestKeyword), attributes["mode"]]),
            new(
                ThreadId: $"keyreaper-{about.Replace(' ', '-')}",
                Summary: Fitting.Characters(Tame(sentence), LongestTitle),
                AdditionalContext: attributes)),
        JsonReportJson.Relaxed.ChatCard);

    private static IReadOnlyList<string> Description(Report report)
    {
        var would = report.DryRun ? "WOULD BE " : "";
        return
        [
            Counts(report),
            .. OwnerText.Note(report) is { } note ? [Code(note)] : Array.Empty<string>(),
            .. Block("NEEDS ATTENTION", Attention.Sentences(report)),
            .. Block("NOTICES", Notices.Sentences(report)),
            .. Block("ROOT USER", RootText.Sentence(report) is { } root ? [root] : []),
            .. Block("PERMISSIONS TO ADD", Attention.Grants(report)),
            .. Block("TURNED BACK ON", Keys(report.Effective(Act.RecordReactivation))),
            .. Block($"{would}DEACTIVATED", Keys(report.Effective(Act.Deactivate))),
            .. Block($"{would}DELETED", Keys(report.Effective(Act.Delete))),
            .. Block("PLANNED, NOT DONE", report.Outcomes.Where(outcome => outcome.Result is Result.Withheld or Result.NotAttempted).Select(outcome => $"{Verb(outcome.Act)} {Key(outcome.Step.Key)}")),
            .. Block("NEXT", report.DueSoon.Select(step => $"{Day(report.NextStep(step) ?? report.Now)} {(step.Verdict.Reason is Reason.InGrace ? "deleted" : "deactivated")}: {Key(step.Key)}")),
        ];

        IEnumerable<string> Keys(IEnumerable<Outcome> outcomes) => outcomes.Select(outcome => Key(outcome.Step.Key));

        string Key(AccessKey key) => $"{KeyText.Title(report, key)}, {LastUse(key)}";
    }

    private static string Counts(Report report) =>
        $"{Count(report.KeysScanned, "access key")}: {report.KeysInUse} in use, {report.DueSoon.Count()} due, {report.Kept(Reason.InGrace).Count()} in grace. {Count(report.Listing.ExemptUsers.Count, "user")} exempt.";

    private static IEnumerable<string> Block(string heading, IEnumerable<string> entries)
    {
        string[] all = [.. entries];
        return all.Length == 0 ? [] : Titled(string.Create(CultureInfo.InvariantCulture, $"{heading} ({all.Length})"), all);
    }

    public static IEnumerable<string> Titled(string title, IEnumerable<string> entries) => ["", $"*{title}*", .. entries.Select(entry => $"• {Code(Fitting.Characters(entry, LongestLine))}")];

    private static IEnumerable<string> NextSteps(Report report)
    {
        AccessKey[] keys = [.. report.Effective(Act.Deactivate).Select(outcome => outcome.Step.Key)];
        string[] commands = [.. keys.Select(key => report.DryRun ? Commands.Exempt(report, key.User) : Commands.Activate(key)).Distinct()];
        var purpose = (report.DryRun ? "To keep it, exempt its user" : "To undo it") + (report.OfMany ? $" in account {report.AccountId}" : "");
        var whole = report.Audience is Audience.Account ? "function's log" : "e-mail"; // an account's report is mailed only where somebody asks for it
        string[] shown =
        [
            .. commands
                .Where(command => Tame(command) == command) // or it would be another command
                .Select(command => $"{purpose}: {Code(command)}")
                .Where(step => step.Length <= LongestNextStep)
                .Take(CommandsShown)
        ];

        foreach (var step in shown) yield return step;
        if (commands.Length > shown.Length) yield return $"The {whole} has the command for {(keys.Length == 1 ? "this key" : $"each of the {keys.Length} keys")}.";
        if (!report.DryRun && keys.Length > 0) yield return $"To exempt a user: tag it {Code($"{Policy.ExemptTag}={Commands.Until(report):yyyy-MM-dd} reason")}.";
        if (report.MissingPermissions.Any()) yield return $"Grant the {(report.OfMany ? "account's KeyReaper role" : "function's role")} what it lacks: the statements are above and in the {whole}.";
        if (report.DryRun) yield return Stacks.ToGoLive(report);
    }

    /// <summary>
    /// Data as a span of code, where neither Slack nor Teams looks for markup. Its own end and Slack's angle brackets, which could mention a whole
    /// channel or hide a link's target, become characters that look alike.
    /// </summary>
    private static string Code(string text) => $"`{Tame(text)}`";

    private static string Tame(string text) => text.Replace('`', '\'').Replace('<', '‹').Replace('>', '›');
}

internal sealed record ChatContent(string TextType, string Title, string Description, IReadOnlyList<string> NextSteps, IReadOnlyList<string> Keywords);

internal sealed record ChatMetadata(string ThreadId, string Summary, IReadOnlyDictionary<string, string> AdditionalContext);
