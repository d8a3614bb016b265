using KeyReaper.Rules;

namespace KeyReaper.Cli.Html;

/// <summary>What is due on a day, or soon after, if nobody does anything about it.</summary>
internal sealed record Forecast(DateTimeOffset At, Act Act)
{
    public string Words => Act is Act.Delete ? "deleted unless turned back on" : "deactivated unless used";

    public static Forecast? Of(Report report, Step step, Outcome? outcome)
    {
        var policy = report.Settings.Policy;
        var happened = outcome is { Result: Result.Done or Result.Rehearsed }; // an act that was not recorded starts no clock
        return step.Verdict switch
        {
            { Reason: Reason.InUse or Reason.DueSoon } when report.NextStep(step) is { } due => new(due, Act.Deactivate),
            { Reason: Reason.InGrace } when report.NextStep(step) is { } due => new(due, Act.Delete),
            { Act: Act.Deactivate or Act.StartGrace } when policy.DeleteKeys && happened => new(report.Now + policy.GracePeriod, Act.Delete),
            { Act: Act.RecordReactivation } when happened => new(report.Now + policy.UnusedPeriod, Act.Deactivate),
            _ => null,
        };
    }
}
