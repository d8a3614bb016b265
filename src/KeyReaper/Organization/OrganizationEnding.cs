using KeyReaper.Asked;
using KeyReaper.Forms;
using KeyReaper.Pass;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Organization;

/// <summary>The end of the e-mail about a run over an organization: what was not covered, and where to read more. It is kept even if the list is cut.</summary>
internal static class OrganizationEnding
{
    public static IReadOnlyList<string> Lines(OrganizationReport report) =>
    [
        .. new Section[] { new("NOT COVERED", [.. NotCovered(report)]), new("DETAILS", [.. Details(report)]) }.SelectMany(section => section.WithHeading()),
        .. Closing(report).SelectMany(line => new[] { line, "" }),
        .. new Section("ABOUT THIS REPORT",
        [
            "KeyReaper looks through all accounts of the organization for IAM access keys that nobody uses, deactivates them, and deletes them when they have stayed inactive.",
            .. Sender.Of(report.Settings, report.Origin),
            .. report is { Upshot: Upshot.Quiet, Settings.Notify: Notify.Always }
                ? ["To get no report on days like this, run the command in the output GoLive of the stack that sends this report (hub.yaml), with Notify=changes in place of DryRun=false."]
                : Array.Empty<string>(),
        ]).WithHeading().SkipLast(1),
    ];

    private static IEnumerable<string> NotCovered(OrganizationReport report)
    {
        var run = report.Run;
        if (report.Missing - report.Undigested.Count is var unknown and > 0) yield return report.LacksDigests ? $"{unknown} whose results were not read" : $"{unknown} without a result: files FAILED_... beside the results name them";
        if (report.Undigested.Count > 0) yield return $"{report.Undigested.Count} with a result that could not be read: {Ids(report.Undigested)}";
        if (run.NotFound.Count > 0) yield return $"{run.NotFound.Count} to include, not active or not in this organization: {Ids(run.NotFound)}";
        if (report.NeverBegan) yield break;

        if (run.Excluded.Count > 0) yield return $"{run.Excluded.Count} excluded: {Ids(run.Excluded)}";
        if (report.NotIncluded > 0) yield return $"{report.NotIncluded} not among those to include";
        if (run.Listed - run.Active is var inactive and > 0)
            yield return $"{inactive} not active, such as suspended or closed: {Ids(run.Inactive)}{(run.Inactive.Count < inactive ? $" and {inactive - run.Inactive.Count} more" : "")}";
    }

    private static string Ids(IReadOnlyList<string> ids) => string.Join(", ", ids.Select(Plain));

    private static IEnumerable<string> Details(OrganizationReport report)
    {
        var details = report.Run.Details;
        if (ConsoleLinks.Execution(details.Execution) is { } console) yield return $"The run: {console}";
        if (details.Prefix.Length > 0)
        {
            yield return "The result of every account:";
            yield return $"aws s3 cp --recursive s3://{Plain(details.Bucket)}/{Plain(details.Prefix)} .";
        }

        if (report.Run.Asked > 0)
        {
            var account = Example(report);
            yield return $"What the log has about one account, such as {account}, with its whole report:";
            yield return $"aws logs filter-log-events --log-group-name {Plain(report.LogGroup)} --start-time {new DateTimeOffset(details.Started).ToUnixTimeMilliseconds()} --filter-pattern '\"{account}\"' --query 'events[].message' --output text";
        }
    }

    private static IEnumerable<string> Closing(OrganizationReport report)
    {
        if (!report.DryRun) yield break;

        yield return report.Run.DryRun
            ? "This was a dry run, as was asked for: nothing was changed. Only a run that is started with {} or {\"dryRun\": false} may act."
            : "This was a dry run: nothing was changed. To go live, change DryRun to false, and nothing else, in the stack that sends this (hub.yaml; its output GoLive is the command), in the StackSet of the accounts' roles, and in the management account's own stack of it: infra/organization/README.md has the commands.";
    }

    /// <summary>An account that has a report of its own, if one is known.</summary>
    private static string Example(OrganizationReport report) =>
        report.Lines.OrderBy(line => line.Standing is Standing.Unreachable or Standing.Failed or Standing.Off).Select(line => Plain(line.Id)).FirstOrDefault("111122223333");
}
