using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>One key, or one exempt user, as a few lines of the e-mail.</summary>
internal static class KeyText
{
    public static IReadOnlyList<string> Deactivated(Report report, Outcome outcome)
    {
        var key = outcome.Step.Key;
        var deletion = !report.Settings.Policy.DeleteKeys ? "It stays inactive: deletion is off."
            : report.DryRun ? $"It would be deleted {Days(report.Settings.Policy.GracePeriod)} later."
            : $"It is deleted on {Day(report.Now + report.Settings.Policy.GracePeriod)} or soon after, unless someone turns it back on.";
        return
        [
            Title(report, key),
            $"  {History(report, key)}",
            $"  {deletion}",
            .. report.DryRun ? [] : new[] { $"  Undo:   {Commands.Activate(key)}" },
            $"  Exempt: {Commands.Exempt(key.User)}",
            .. ComesBack(report, key),
            "",
        ];
    }

    public static IReadOnlyList<string> Deleted(Report report, Outcome outcome)
    {
        var key = outcome.Step.Key;
        var since = key.InactiveSince(report.Now) is { } time ? $"Inactive since {Day(time)}." : "Inactive.";
        return [Title(report, key), $"  {since} {History(report, key)}", .. report.DryRun ? [$"  Exempt: {Commands.Exempt(key.User)}"] : Array.Empty<string>(), ""];
    }

    public static IReadOnlyList<string> Reactivated(Report report, Outcome outcome)
    {
        var key = outcome.Step.Key;
        var since = key.InactiveSince(report.Now) is { } time ? $"It was inactive since {Day(time)} and is active again. " : "";
        return
        [
            Title(report, key),
            $"  {since}It has {Days(report.Settings.Policy.UnusedPeriod)} anew to be used.",
            .. ComesBack(report, key),
            "",
        ];
    }

    public static IReadOnlyList<string> FoundInactive(Report report, Outcome outcome)
    {
        var key = outcome.Step.Key;
        var deletion = report.Settings.Policy.DeleteKeys
            ? $"Deleted on {Day(report.Now + report.Settings.Policy.GracePeriod)} or soon after if it stays inactive."
            : "It stays: deletion is off.";
        return [Title(report, key), $"  {History(report, key)}", $"  {deletion}", ""];
    }

    public static IReadOnlyList<string> Planned(Report report, Outcome outcome) => [$"{Verb(outcome.Act)} {Title(report, outcome.Step.Key)}, {LastUse(outcome.Step.Key)}"];

    public static IReadOnlyList<string> Due(Report report, Step step)
    {
        var fate = step.Verdict.Reason is Reason.InGrace ? "deleted" : "deactivated";
        return [$"{Day(report.NextStep(step) ?? report.Now)} {fate} unless {(fate == "deleted" ? "turned back on" : "used")}: {Title(report, step.Key)}, {LastUse(step.Key)}"];
    }

    public static IReadOnlyList<string> InGrace(Report report, Step step) => report.Settings.Policy.DeleteKeys
        ? [$"{Day(report.NextStep(step) ?? report.Now)} deleted: {Title(report, step.Key)}, {LastUse(step.Key)}"]
        : [$"{Title(report, step.Key)}, {LastUse(step.Key)}"];

    public static IReadOnlyList<string> DeletionOff(Report report, Step step) => [$"{Title(report, step.Key)}, {LastUse(step.Key)}"];

    public static IReadOnlyList<string> Skipped(Outcome outcome) => [Line(outcome)];

    public static IReadOnlyList<string> Exempt(ExemptUser exempt) =>
        [$"{Plain(exempt.User.Name)} ({Plain(exempt.User.Path)}): {Plain(exempt.Exemption.Why)}" + (exempt.Exemption.Until is { } day ? $", through {day:yyyy-MM-dd}" : "")];

    /// <summary>The key id whole, then whose it is.</summary>
    public static string Title(Report report, AccessKey key)
    {
        var path = key.User.Path == "/" ? "" : $", path {Plain(key.User.Path)}";
        var owner = report.OwnerOf(key.User) is { } name ? $", owner {Plain(name)}" : "";
        return $"{Plain(key.Id)} of user {Plain(key.User.Name)}{path}{owner}";
    }

    private static string History(Report report, AccessKey key) =>
        key is { LastUse: null, LastUseRead: false } ? $"Created {Day(key.CreateDate)}, {Days(report.Now - key.CreateDate)} ago."
        : key.LastUse is null
            ? $"Never used; created {Day(key.CreateDate)}, {Days(report.Now - key.CreateDate)} ago."
            : $"Idle for {Days(key.IdleFor(report.Now))}: {LastUse(key)}; created {Day(key.CreateDate)}.";

    /// <summary>Turned back on again and again: a person would have stopped, a tool does not.</summary>
    private static string[] ComesBack(Report report, AccessKey key) => key.TimesReactivated(report.Now) is var times and > 1
        ? [$"  Turned back on {times} times so far: look for Terraform or a scheduled job that manages this key."]
        : [];
}
