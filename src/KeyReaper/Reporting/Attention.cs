using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>What somebody has to look at, and what would mend it.</summary>
internal static class Attention
{
    public static Section Of(Report report)
    {
        IReadOnlyList<string>[] entries = [.. Entries(report).Select(line => (IReadOnlyList<string>)[line])];
        if (entries.Length == 0) return Section.Of("NEEDS ATTENTION", []);

        var section = Section.Of("NEEDS ATTENTION", entries);
        return section with { Lines = [.. section.Lines, .. Grants(report)] };
    }

    private static IEnumerable<string> Entries(Report report)
    {
        if (report.Listing.BrokeOff is { } trouble) yield return $"The inventory broke off, so nothing was done: {Plain(trouble.Text)}";

        if (report.Listing.WhyWalked is { MissingPermission: not null }) yield return "The credential report would save most calls, and may not be read: every user was read instead.";

        if (report.BrakeStoppedThePass)
            yield return $"The brake stopped the pass before its first act: {TextReport.Planned(report.Plan.Brake)}. Read the list below as a plan; if it is right, raise the number.";
        else if (report.DryRun && report.Plan.Brake.Tripped)
            yield return $"Going live now would trip the brake and do nothing: {TextReport.Planned(report.Plan.Brake)}.";

        if (report.Listing.RootAccessKeys is var root and > 0)
            yield return $"The root user has {(root == 1 ? "an active access key" : $"{root} active access keys")}. No API can remove it: sign in as root and delete it.";

        foreach (var outcome in report.Outcomes.Where(outcome => outcome.Result is Result.Failed or Result.DoneUnrecorded)) yield return Sentence(Line(outcome));

        if (report.Outcomes.Count(outcome => outcome.Result is Result.NotAttempted) is var unreached and > 0)
            yield return $"The time budget ended: {Count(unreached, "act")} not attempted. The next pass goes on from there.";
        if (report.Outcomes.FirstOrDefault(outcome => outcome.Result is Result.Withheld) is { Detail: { } why } && report is { BrakeStoppedThePass: false, Listing.BrokeOff: null })
            yield return $"The rest of the plan was withheld: {why}.";

        foreach (var (user, unlisted) in report.Listing.UnlistedUsers) yield return $"User {Plain(user.Name)}: the access keys could not be listed, so none was touched: {Plain(unlisted.Text)}";
        foreach (var step in report.Unreadable) yield return $"{KeyText.Title(report, step.Key)} was kept, not everything about it could be read: {Plain(step.Key.Unreadable!.Text)}";
        foreach (var step in report.Kept(Reason.UnknownStatus)) yield return $"{KeyText.Title(report, step.Key)} was kept: its status is neither Active nor Inactive.";

        foreach (var step in report.Plan.Steps)
        {
            if (Flaw(step.Key, report.Now) is { } flaw) yield return $"{KeyText.Title(report, step.Key)}: its tag '{Plain(step.Key.ClockTag!.Value)}' {flaw} and counts as absent.";
        }
    }

    private static string? Flaw(AccessKey key, DateTimeOffset now) => key.ClockTag switch
    {
        null => null,
        { Clock: null } => "is not in KeyReaper's form",
        { Clock: { } clock } when clock.At > now => "lies in the future",
        { Clock: { } clock } when clock.At < key.CreateDate => "is older than the key",
        _ => null,
    };

    private static IEnumerable<string> Grants(Report report)
    {
        string[] missing = [.. report.MissingPermissions];
        if (missing.Length == 0) yield break;

        yield return "";
        yield return "The function's role lacks permissions, or another policy denies them. To add to the role:";
        foreach (var statement in Grant.Statements(report, missing)) yield return statement;
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
