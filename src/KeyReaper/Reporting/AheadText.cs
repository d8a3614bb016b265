using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>What the brake will stop, said while there is still time to raise it.</summary>
internal static class AheadText
{
    /// <summary>Follows the report's first sentence; empty if the brake will stop nothing.</summary>
    public static string Sentence(Report report) =>
        string.Concat(report.Outlook.Excesses.Select(excess => $" {On(report, excess)} the brake {Will(report)} stop {Count(excess.Due, Noun(excess))}."));

    public static string Of(Report report, Excess excess)
    {
        var (due, variable) = excess.Act is Act.Delete ? ("to be deleted", "MAX_DELETIONS") : ("to be deactivated if nobody uses them", "MAX_DEACTIVATIONS");
        return $"{On(report, excess)}, {Count(excess.Due, "access key")} {Will(report)} be due {due}, and {(report.OfMany ? "the limit" : variable)} is {excess.Limit}: the brake {Will(report)} stop "
            + $"{(excess.Act is Act.Delete ? "every deletion" : "every deactivation and deletion")}, then and on the days after. If that is right, {Stacks.ToRaise(report, excess)}, before that day.";
    }

    public static string Noun(Excess excess) => excess.Act is Act.Delete ? "deletion" : "deactivation";

    // A dry run begins no grace period, so its dates hold only if KeyReaper goes live today.
    private static string On(Report report, Excess excess) => $"{(report.DryRun ? "If KeyReaper went live today, o" : "O")}n {excess.Date:yyyy-MM-dd}";

    private static string Will(Report report) => report.DryRun ? "would" : "will";
}
