using System.Globalization;
using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Forms.ChatCard;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>The report on one account as a chat card.</summary>
internal static class AccountCard
{
    private const int CommandsShown = 3;

    public static string Render(Report report, IReadOnlyDictionary<string, string> attributes) =>
        ChatCard.Render(AccountSubject.Of(report), TextReport.Sentence(report), Description(report), NextSteps(report), report.AccountId, attributes);

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

    private static IEnumerable<string> NextSteps(Report report)
    {
        AccessKey[] keys = [.. report.Effective(Act.Deactivate).Select(outcome => outcome.Step.Key)];
        string[] commands = [.. keys.Select(key => report.DryRun ? Commands.Exempt(report, key.User) : Commands.Activate(key)).Distinct()];
        var purpose = (report.DryRun ? "To keep it, exempt its user" : "To undo it") + (report.OfMany ? $" in account {report.AccountId}" : "");
        var whole = report.Audience is Audience.Account ? "function's log" : "e-mail"; // an account's report is mailed only if somebody asked for it
        string[] shown =
        [
            .. commands
                .Where(command => Tame(command) == command) // else the card would show a different command
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
}
