using KeyReaper.Rules;

namespace KeyReaper.Organization;

/// <summary>What the organization's brake stopped or would stop, and how to raise it.</summary>
internal static class OrganizationBrakeText
{
    public static IEnumerable<string> Sentences(OrganizationReport report)
    {
        if (report is { Stopped: true, Run.Brake: { } brake }) yield return $"The organization's brake stopped the run before its first act: {Sums(brake)}.";
        if (report.WouldBeStopped is { } would) yield return $"Going live would trip the organization's brake: {Sums(would)}.";
    }

    /// <summary>Stands above the accounts in which something was stopped.</summary>
    public static string Planned(OrganizationReport report)
    {
        var policy = report.Settings.Policy;
        return $"Nothing was deactivated or deleted in any account. Below is what was planned where, the largest first. UnusedDays is {policy.UnusedPeriod.Days}"
            + (policy.DeleteKeys ? $" and GraceDays {policy.GracePeriod.Days}" : "")
            + ": if that is not what you mean, correct it. Grace periods and reactivations were recorded all the same. An account with nothing to record has no report of its own.";
    }

    /// <summary>The first day on which the brake would stop a run.</summary>
    public static IEnumerable<string> Ahead(OrganizationReport report)
    {
        if (report.TooMuchAhead is not [var first, ..] || report.Run.Brake is not { } brake) yield break;

        var then = brake with { Deactivations = first.Deactivations, Deletions = first.Deletions };
        var when = report.Stopped || report.WouldBeStopped is not null ? "If all goes as planned, on" : "On";
        yield return $"{when} {first.Date:yyyy-MM-dd} the organization's brake would stop a run: {Sums(then)}. It would then deactivate and delete nothing, nor would later runs.";
    }

    /// <summary>How to raise the brake, now or before a future day.</summary>
    public static string? ToRaise(OrganizationReport report)
    {
        if (report.Run.Brake is not { } brake) return null;

        var now = report.Stopped || report.WouldBeStopped is not null;
        if (!now && report.TooMuchAhead.Count == 0) return null;

        Due[] days = [.. report.TooMuchAhead, .. now ? [new(default, brake.Deactivations, brake.Deletions)] : Array.Empty<Due>()];
        var needed = brake with { Deactivations = days.Max(day => day.Deactivations), Deletions = days.Max(day => day.Deletions) };
        string[] limits =
        [
            .. needed.TooManyDeactivations ? [$"MaxOrganizationDeactivations={needed.Deactivations}"] : Array.Empty<string>(),
            .. needed.TooManyDeletions ? [$"MaxOrganizationDeletions={needed.Deletions}"] : Array.Empty<string>(),
        ];
        var when = now ? "If the list is right" : $"If that is right, then before {report.TooMuchAhead[0].Date:yyyy-MM-dd}";
        return $"{when}, raise the organization's brake with the command in the output GoLive of the stack that sends this report (hub.yaml), and {string.Join(' ', limits)} in place of DryRun=false. It changes nothing else.";
    }

    private static string Sums(OrganizationBrake brake) => string.Join(", and ", Parts(brake));

    private static IEnumerable<string> Parts(OrganizationBrake brake)
    {
        if (brake.TooManyDeactivations) yield return $"{brake.Deactivations} would be deactivated in all accounts together and MaxOrganizationDeactivations is {brake.MaxDeactivations}";
        if (brake.TooManyDeletions) yield return $"{brake.Deletions} would be deleted in all accounts together and MaxOrganizationDeletions is {brake.MaxDeletions}";
    }
}
