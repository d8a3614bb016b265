using KeyReaper.Asked;
using KeyReaper.Forms;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Organization;

/// <summary>The beginning of the e-mail about a run over an organization: its numbers, and what to do first.</summary>
internal static class OrganizationTotals
{
    public static IEnumerable<string> Lines(OrganizationReport report) => new Section[] { new("TOTALS", [.. Totals(report)]), Section.Of("TO DO", "", ToDo(report).Select(line => (IReadOnlyList<string>)[$"- {line}"])) }
        .SelectMany(section => section.WithHeading());

    private static IEnumerable<string> Totals(OrganizationReport report)
    {
        if (report.NeverBegan) yield break;

        var all = report.Live.Counts.Plus(report.Rehearsed.Counts);
        yield return $"{Count(report.Run.Listed, "account")} in the organization, {report.Run.Active} active, {report.Run.Asked} to go through, {report.Covered} with a result.";
        if (report.Count(Standing.Quiet) is var quiet and > 0) yield return $"{quiet} of them {(quiet == 1 ? "is" : "are")} quiet: nothing was done there, is due, or failed.";
        if (report.Count(Standing.Off) is var off and > 0) yield return $"{off} of them {(off == 1 ? "is" : "are")} switched off: nothing was read there.";
        yield return $"{Count(all.Users, "user")}, {all.ExemptUsers} of them exempt.";
        yield return $"{Count(all.Keys, "access key")}: {all.InUse} in use, {all.DueSoon} due, {all.InGrace} in grace.";
        if (report.RootUnknown > 0) yield return $"For {Count(report.RootUnknown, "account")} it is not known whether the root user has access keys: only the credential report shows it, and none was read.";
    }

    /// <summary>What whoever runs KeyReaper should do, the most urgent first.</summary>
    private static IEnumerable<string> ToDo(OrganizationReport report)
    {
        if (OrganizationBrakeText.ToRaise(report) is { } toRaise) yield return toRaise;
        if (report.Count(Standing.Unreachable) is var unreachable and > 0)
            yield return $"{Count(unreachable, "account")} could not be reached, and nothing is known about the access keys there: see UNREACHABLE. Has the StackSet of the accounts' roles been deployed there?";
        if (report.Count(Standing.Failed) is var failed and > 0) yield return $"{Count(failed, "account")} gave no answer: see FAILED. What was done there until then is in the log.";
        if (report.Count(Standing.Attention) is var attention and > 0) yield return $"{Count(attention, "account")} {(attention == 1 ? "needs" : "need")} attention: see NEEDS ATTENTION. The account's own report says what to do.";
        if (report.RootAccessKeys > 0 && !report.Settings.Acknowledges(Acknowledgement.RootAccessKey))
            yield return $"Root users have {Count(report.RootAccessKeys, "active access key")}: delete them with centralized root access. Acknowledge=root-access-key takes this line out of the report.";
    }
}
