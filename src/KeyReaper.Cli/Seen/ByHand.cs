using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Cli.Seen;

/// <summary>Commands for a POSIX shell with which a person can do what KeyReaper would do. What is not yet due is a comment.</summary>
internal static class ByHand
{
    /// <summary>Keys about which something is to be done, now or later.</summary>
    public static IEnumerable<Step> Of(Report report) => Now(report).Concat(Later(report));

    public static IEnumerable<string> Script(Report report)
    {
        Step[] now = [.. Now(report)];
        Step[] later = [.. Later(report)];
        return
        [
            $"# What KeyReaper would do in account {report.AccountId} at {Wording.Minute(report.Now)}, by hand. The lines without # do it.",
            "# Take credentials of that account that may call iam:UpdateAccessKey and iam:DeleteAccessKey, and read each line before you run it.",
            "# Deactivating is undone by the same line with --status Active. Deleting is final.",
            .. Part(report, $"To do now: {Wording.Count(now.Length, "access key")}", now),
            .. Part(report, $"To do later, unless someone turns them back on: {Wording.Count(later.Length, "access key")}", later),
        ];
    }

    /// <summary>The commands for one key; empty if nothing is to be done.</summary>
    public static IReadOnlyList<string> Of(Report report, Step step)
    {
        string[] commands =
        [
            .. step.Verdict.Act is Act.Deactivate ? [Commands.Deactivate(step.Key)] : Array.Empty<string>(),
            .. step.Verdict.Act is Act.Delete ? [Commands.Delete(step.Key)] : Array.Empty<string>(),
            .. Deletion(report, step) is { } day ? [$"# On {Wording.Day(day)}, if nobody has missed it by then:", $"# {Commands.Delete(step.Key)}"] : Array.Empty<string>(),
        ];
        return commands.Length == 0 ? [] : [.. commands, .. Tool(report, step).Select(line => $"# {line}")];
    }

    private static IEnumerable<Step> Now(Report report) => report.Effective(Act.Deactivate).Concat(report.Effective(Act.Delete)).Select(outcome => outcome.Step);

    private static IEnumerable<Step> Later(Report report) => report.Effective(Act.StartGrace).Select(outcome => outcome.Step).Concat(report.Kept(Reason.InGrace)).Where(step => Deletion(report, step) is not null);

    private static DateTimeOffset? Deletion(Report report, Step step) => step.Verdict switch
    {
        _ when !report.Settings.Policy.DeleteKeys => null,
        { Act: Act.Deactivate or Act.StartGrace } => report.Now + report.Settings.Policy.GracePeriod,
        { Reason: Reason.InGrace } => report.NextStep(step),
        _ => null,
    };

    private static IReadOnlyList<string> Tool(Report report, Step step) => report.ToolTagOf(step.Key.User) is { } tag ? MakerTool.Steps(tag, step.Key.Id) : [];

    private static IEnumerable<string> Part(Report report, string heading, Step[] steps) => steps.Length == 0 ? [] :
    [
        "",
        $"# {heading}",
        .. steps.SelectMany(step => new[] { "", $"# user {KeyText.Holder(report, step.Key.User)}: {Facts(report, step.Key)}" }.Concat(Of(report, step))),
    ];

    private static string Facts(Report report, AccessKey key) => string.Join(", ", KeyText.Facts(report, key).Select(line => line.Trim()));
}
