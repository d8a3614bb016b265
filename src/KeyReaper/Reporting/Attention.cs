using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>Why the pass needs attention: it did less than it should have, or a key turned out to have been in use. Empty if and only if it needs none.</summary>
internal static class Attention
{
    public static Section Of(Report report) => Section.Of("NEEDS ATTENTION", "", Concerns(report).Select(concern => Entry(report, concern)));

    public static IEnumerable<string> Sentences(Report report) => Concerns(report).Select(concern => concern.Sentence);

    public static Section Permissions(Report report) => Section.Of(
        "PERMISSIONS TO ADD", Stacks.ToGrant(report), Grants(report).Select(statement => (IReadOnlyList<string>)[statement, ""]));

    /// <summary>IAM policy statements for all permissions that were missing, including those that a pass can do without.</summary>
    public static IReadOnlyList<string> Grants(Report report) => [.. Grant.Statements(report, report.MissingPermissions)];

    private static IReadOnlyList<string> Entry(Report report, Concern concern) =>
    [
        $"- {concern.Sentence}",
        .. concern.Key is { } key ? KeyText.Facts(report, key) : [],
        .. concern.MissingPermission is { } action ? ["  To fix it, add to the role:", .. Grant.Statements(report, [action])] : Array.Empty<string>(),
        "",
    ];

    private static IEnumerable<Concern> Concerns(Report report)
    {
        if (report.Listing.BrokeOff is { } trouble) yield return new($"The inventory broke off, so nothing was done: {Plain(trouble.Text)}") { MissingPermission = trouble.MissingPermission };

        if (report.BrakeHeld)
            yield return new($"The brake stopped {TextReport.Stopped(report)} before the first one: {TextReport.Planned(report)}. Read the list as a plan; if it is right, {Stacks.ToRaise(report)}.");

        foreach (var concern in Causes.OfFailures(report)) yield return concern;

        if (report.Outcomes.Count(outcome => outcome.Result is Result.NotAttempted) is var unreached and > 0)
            yield return new($"The function ran out of time: {Count(unreached, "act")} not attempted. The next time it runs, it continues from there.");
        if (report.Outcomes.FirstOrDefault(outcome => outcome.Result is Result.Withheld && !outcome.Waits && !report.Plan.Brake.Stops(outcome.Act)) is { Detail: { } why } && report.Listing.BrokeOff is null)
            yield return new($"The rest of the plan was withheld: {why}.");

        if (report.InUseAfterAll.Count is var used and > 0) yield return new($"{Count(used, "access key")} that KeyReaper deactivated turned out to be in use. See IN USE AFTER ALL.");
    }
}
