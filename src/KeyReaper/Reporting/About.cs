using KeyReaper.Asked;
using KeyReaper.Forms;
using KeyReaper.Pass;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>The end of every e-mail: who sent it and why, for readers who have never heard of KeyReaper, and where to read more.</summary>
internal static class About
{
    public static IReadOnlyList<string> Lines(Report report)
    {
        var policy = report.Settings.Policy;
        return
        [
            .. new Section("ABOUT THIS REPORT",
            [
                $"KeyReaper looks for IAM access keys that nobody uses. Forgotten keys are how accounts get breached. It deactivates those unused for {Days(policy.UnusedPeriod)}"
                    + (policy.DeleteKeys ? $" and deletes those inactive for {Days(policy.GracePeriod)}." : ". It deletes none."),
                .. Sender.Of(report.Settings, report.Origin, forOwner: report.Owner is not null),
                .. ToHearLess(report) is { } less ? [less] : Array.Empty<string>(),
            ]).WithHeading().SkipLast(1),
        ];
    }

    /// <summary>Stands in reports with no news, since that is where people look for it.</summary>
    private static string? ToHearLess(Report report) => report is { Owner: null, Upshot: Upshot.Quiet, Settings.Notify: Notify.Always }
        ? $"To get no report on days when nothing was done, is due or failed, set NOTIFY=changes: {(report.OfMany ? "Notify=changes in the stack that sends this report." : "run the command in the stack's output GoLive, with Notify=changes in place of DryRun=false.")}"
        : null;
}
