using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Html;

/// <summary>The most urgent first, as in the table. Each is also a class in the style sheet.</summary>
internal enum Tone
{
    Trouble,
    Delete,
    Deactivate,
    Due,
    Change,
    Grace,
    Quiet,
}

/// <summary>What happened to a key in this pass, and why.</summary>
internal sealed record KeyFate(string Word, string Why, Tone Tone)
{
    public static KeyFate Of(Report report, Step step, Outcome? outcome)
    {
        IEnumerable<string> why = [Reasoning(report, step), .. KeyText.Notes(report, step.Key), .. outcome?.Detail is { } detail ? [$"{detail}."] : Array.Empty<string>()];
        return new(outcome is null ? Kept(step.Verdict.Reason) : Acted(outcome), string.Join(' ', why), ToneOf(step.Verdict, outcome));
    }

    private static Tone ToneOf(Verdict verdict, Outcome? outcome) => verdict switch
    {
        { Reason: Reason.Unknown or Reason.UnknownStatus or Reason.NoRoom or Reason.InUseAfterAll } => Tone.Trouble,
        _ when outcome is { FellShort: true } => Tone.Trouble,
        { Act: Act.Delete } => Tone.Delete,
        { Act: Act.Deactivate } => Tone.Deactivate,
        { Reason: Reason.DueSoon } => Tone.Due,
        { Reason: Reason.InGrace or Reason.DeletionOff } => Tone.Grace,
        { Reason: Reason.InUse or Reason.Exempt } => Tone.Quiet,
        _ => Tone.Change,
    };

    private static string Kept(Reason reason) => reason switch
    {
        Reason.InUse => "In use",
        Reason.DueSoon => "Due soon",
        Reason.InGrace => "In grace",
        Reason.DeletionOff => "Inactive, deletion is off",
        Reason.Exempt => "Exempt",
        Reason.Settling => "Settling",
        Reason.Unknown => "Could not be read",
        Reason.NoRoom => "No room for a tag",
        Reason.InUseAfterAll => "In use after all",
        _ => "Unknown status",
    };

    private static string Acted(Outcome outcome)
    {
        var (noun, would, done) = outcome.Act switch
        {
            Act.Deactivate => ("Deactivation", "Would be deactivated", "Deactivated"),
            Act.Delete => ("Deletion", "Would be deleted", "Deleted"),
            Act.StartGrace => ("Start of grace", "Grace would start", "Grace started"),
            Act.RecordReactivation => ("Record of reactivation", "Reactivated", "Reactivated"),
            _ => ("Removal of tag", "Tag would be removed", "Tag removed"),
        };
        return outcome.Result switch
        {
            Result.Done => done,
            Result.Rehearsed => would,
            Result.DoneUnrecorded => $"{done}, not recorded",
            Result.Withheld => $"{noun} withheld",
            Result.NotAttempted => $"{noun} not attempted",
            Result.ChangedMeanwhile => $"{noun} skipped: the key changed meanwhile",
            Result.GoneAlready => $"{noun} skipped: the key was gone already",
            Result.Failed or _ => $"{noun} failed",
        };
    }

    private static string Reasoning(Report report, Step step)
    {
        var (key, policy) = (step.Key, report.Settings.Policy);
        var idle = Days(key.IdleAt(report.Now));
        var since = key.InactiveSince(report.Now) is { } time ? $"Inactive since {Day(time)}" : "Inactive";
        return step.Verdict.Reason switch
        {
            Reason.InUse or Reason.DueSoon or Reason.Unused => $"Idle for {idle}; the limit is {Days(policy.UnusedPeriod)}.",
            Reason.NeverUsed => $"Never used, idle for {idle}; the limit is {Days(policy.UnusedPeriod)}.",
            Reason.InGrace => $"{since}; the grace period is {Days(policy.GracePeriod)}.",
            Reason.GraceOver => $"{since}; the grace period of {Days(policy.GracePeriod)} is over.",
            Reason.DeletionOff => $"{since}; deletion is off.",
            Reason.NotWatched => $"Not seen inactive for {Days(report.Now - (key.WatchAt(report.Now)?.Seen ?? report.Now))}, and it may have been on meanwhile: its grace period begins anew.",
            Reason.InUseAfterAll => $"KeyReaper deactivated it on {Day(key.InactiveSince(report.Now) ?? report.Now)}, and IAM reported only later that it was in use then.",
            Reason.NoRoom => $"Its user has {IamUser.MostTags} tags, which leaves no room for KeyReaper's.",
            Reason.FoundInactive => "Inactive, and no usable record says since when: its grace period starts with this pass.",
            Reason.Reactivated => $"Someone turned it back on: it has {Days(policy.UnusedPeriod)} more in which to be used.",
            Reason.Settling => "Deactivated less than an hour ago and still shown as active: IAM is eventually consistent.",
            Reason.Exempt => $"{report.ExemptionOf(key)?.Why}.",
            Reason.KeyDeleted => "The key is gone, its tag is still on the user.",
            Reason.UnknownStatus => "Its status is neither Active nor Inactive.",
            Reason.Unknown or _ => $"{key.Unreadable?.Text}.",
        };
    }
}
