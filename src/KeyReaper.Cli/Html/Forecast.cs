using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Cli.Html;

/// <summary>What is due on some day, or soon after, if nobody does anything.</summary>
/// <param name="At">Null in a dry run for what would follow from an act: a period that has not begun has no end date.</param>
internal sealed record Forecast(DateTimeOffset? At, string Words)
{
    private const string Deleted = "deleted unless turned back on";
    private const string Deactivated = "deactivated unless used";

    public static Forecast? Of(Report report, Step step, Outcome? outcome)
    {
        var policy = report.Settings.Policy;
        var happened = outcome is { Result: Result.Done or Result.Rehearsed }; // no period begins with an act that was not recorded
        return step.Verdict switch
        {
            { Reason: Reason.InUse or Reason.DueSoon } when report.NextStep(step) is { } due => new(due, Deactivated),
            { Reason: Reason.InGrace } when report.NextStep(step) is { } due => new(due, Deleted),
            { Act: Act.Deactivate or Act.StartGrace } when policy.DeleteKeys && happened => Following(report, policy.GracePeriod, Deleted),
            { Act: Act.RecordReactivation } when happened => Following(report, policy.UnusedPeriod, Deactivated),
            _ => null,
        };
    }

    private static Forecast Following(Report report, TimeSpan after, string words) => report.DryRun ? new(null, $"{Wording.Days(after)} later: {words}") : new(report.Now + after, words);
}
