using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>One key as a few short lines of the e-mail, in the same order in every section.</summary>
internal static class KeyText
{
    /// <summary>Including what happens to the key if nobody does anything.</summary>
    public static IReadOnlyList<string> Of(Report report, Step step) => Entry(report, step.Key, Next(report, step));

    public static IReadOnlyList<string> Planned(Report report, Outcome outcome) => Entry(report, outcome.Step.Key, outcome.Act switch
    {
        Act.Deactivate => "planned: deactivate it",
        Act.Delete => "planned: delete it",
        Act.StartGrace => "planned: start its grace period",
        Act.RecordReactivation => "planned: record that it is back on",
        Act.KeepWatch => "planned: record that it is still inactive",
        _ => "planned: remove the tag it left",
    });

    /// <summary>The key's id and whose it is, for use in a sentence.</summary>
    public static string Title(Report report, AccessKey key) => $"{Plain(key.Id)} of user {Holder(report, key.User)}";

    public static string Sentence(Report report, Outcome outcome) => Line(outcome, $"access key {Title(report, outcome.Step.Key)}");

    /// <summary>How old the key is, how long it has been idle, and what it was last used for.</summary>
    public static IEnumerable<string> Facts(Report report, AccessKey key) => Lines(
        Age(report, key), key is { Status: not KeyStatus.Deleted, Unreadable: null } ? LastUse(key) : null, TurnedBackOn(report, key), InactiveSince(report, key));

    /// <summary>A user, and the owner of its keys.</summary>
    public static string Holder(Report report, IamUser user) => Named(user) + (report.OwnerOf(user) is { } owner ? $", owner {Plain(owner)}" : "");

    private static IReadOnlyList<string> Entry(Report report, AccessKey key, string? next) =>
    [
        $"user {Holder(report, key.User)}",
        .. Lines($"key {Plain(key.Id)}{Description(key)}"),
        .. Facts(report, key),
        .. Lines(next),
        .. Lines(Notes(report, key)),
        "",
    ];

    public static string Named(IamUser user) => Plain(user.Name) + (user.Path == "/" ? "" : $", path {Plain(user.Path)}");

    // The IAM console keeps a key's description in a user tag whose key is the access key's id.
    public static string Description(AccessKey key) => key.User.Tags.TryGetValue(key.Id, out var description) ? $" ({Plain(description)})" : "";

    private static string? Age(Report report, AccessKey key)
    {
        if (key.Status is KeyStatus.Deleted) return null;

        var age = $"{Days(report.Now - key.CreateDate)} old";
        return key is { Status: KeyStatus.Active, Unreadable: null } && key.WatchAt(report.Now) is null && key.IdleAt(report.Now) is { AtMost: false } idle ? $"{age}, idle {Days(idle.Length)}" : age;
    }

    private static string? TurnedBackOn(Report report, AccessKey key) =>
        key is { Status: KeyStatus.Active, Unreadable: null } && key.IdleAt(report.Now) is { From: IdleFrom.Reactivation, Since: var since } ? $"turned back on {Day(since)}: idle since then" : null;

    private static string? InactiveSince(Report report, AccessKey key) =>
        key.InactiveSince(report.Now) is { } since ? key.Status is KeyStatus.Active ? $"was inactive from {Day(since)}" : $"inactive since {Day(since)}" : null;

    private static string? Next(Report report, Step step)
    {
        var policy = report.Settings.Policy;
        return step.Verdict.Reason switch
        {
            Reason.DueSoon => $"next: deactivated on {Day(report.NextStep(step) ?? report.Now)}",
            Reason.Reactivated => $"next: deactivated {After(policy.UnusedPeriod)} unless used",
            Reason.Unused or Reason.NeverUsed or Reason.FoundInactive or Reason.DeletionOff when !policy.DeleteKeys => "next: nothing, deletion is off",
            Reason.Unused or Reason.NeverUsed or Reason.FoundInactive or Reason.NotWatched => $"next: deleted {After(policy.GracePeriod)}",
            Reason.InGrace => $"next: deleted on {Day(report.NextStep(step) ?? report.Now)}",
            _ => null,
        };

        // In a dry run the period does not begin, so it has no end date.
        string After(TimeSpan period) => !report.DryRun ? $"on {Day(report.Now + period)}" : $"{Days(period)} later";
    }

    /// <summary>What else to know about the key, in lines as short as the others.</summary>
    public static IEnumerable<string> Notes(Report report, AccessKey key)
    {
        if (key.TimesReactivated(report.Now) is var times and > 1)
        {
            yield return $"Turned back on {times} times so far: a sign of a tool,";
            yield return "such as Terraform or a scheduled job. Look for it.";
        }

        if (report.ToolTagOf(key.User) is { } tag)
        {
            yield return $"A tool made this user (tag {Plain(tag.Key)}={Plain(tag.Value)}):";
            yield return "remove the key there too, or it comes back.";
            yield return "Have it ignore the tags keyreaper:*, or they go.";
        }

        if (IsOfSmtpUser(key)) yield return $"An SMTP password made from it {(key.Status is KeyStatus.Active ? "stops" : "stopped")} working too.";
    }

    /// <summary>
    /// SES derives an SMTP password from a secret access key. Its console names the users it creates for that ses-smtp-user and a date.
    /// https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
    /// </summary>
    private static bool IsOfSmtpUser(AccessKey key) =>
        key.User.Name.StartsWith("ses-smtp", StringComparison.OrdinalIgnoreCase)
        || (key.LastUse is LastUse.At { Service: var service } && (service is "ses" || service.StartsWith("ses-", StringComparison.Ordinal)));

    private static IEnumerable<string> Lines(params IEnumerable<string?> lines) => lines.OfType<string>().Select(line => $"  {line}");
}
