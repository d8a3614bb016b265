using KeyReaper.Organization;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>The end of the e-mail about a run over an organization: what was not covered, and where to read on. It has to be there even if the list is cut.</summary>
internal static class OrganizationEnding
{
    public static IReadOnlyList<string> Lines(OrganizationReport report) =>
    [
        .. new Section[] { new("NOT COVERED", [.. NotCovered(report)]), new("TOTALS", [.. Totals(report)]), new("DETAILS", [.. Details(report)]) }.SelectMany(section => section.WithHeading()),
        .. Closing(report),
    ];

    private static IEnumerable<string> NotCovered(OrganizationReport report)
    {
        var run = report.Run;
        if (report.Missing - report.Undigested.Count is var unknown and > 0) yield return report.LacksDigests ? $"{unknown} whose results were not read" : $"{unknown} without a result: files FAILED_... beside the results name them";
        if (report.Undigested.Count > 0) yield return $"{report.Undigested.Count} with a result that could not be read: {Ids(report.Undigested)}";
        if (run.NotFound.Count > 0) yield return $"{run.NotFound.Count} to include, not active or not of this organization: {Ids(run.NotFound)}";
        if (report.NeverBegan) yield break;

        if (run.Excluded.Count > 0) yield return $"{run.Excluded.Count} excluded: {Ids(run.Excluded)}";
        if (report.NotIncluded > 0) yield return $"{report.NotIncluded} not among those to include";
        if (run.Listed - run.Active is var inactive and > 0)
            yield return $"{inactive} not active, such as suspended or closed: {Ids(run.Inactive)}{(run.Inactive.Count < inactive ? $" and {inactive - run.Inactive.Count} more" : "")}";
    }

    private static string Ids(IReadOnlyList<string> ids) => string.Join(", ", ids.Select(Plain));

    private static IEnumerable<string> Totals(OrganizationReport report)
    {
        if (report.NeverBegan) yield break;

        var all = report.Live.Counts.Plus(report.Rehearsed.Counts);
        yield return $"{Count(report.Run.Listed, "account")} in the organization, {report.Run.Active} active, {report.Run.Asked} to go through, {report.Covered} with a result.";
        yield return $"{Count(all.Users, "user")}, {all.ExemptUsers} of them exempt.";
        yield return $"{Count(all.Keys, "access key")}: {all.InUse} in use, {all.DueSoon} due, {all.InGrace} in grace.";
        if (report.RootAccessKeys > 0) yield return $"{Count(report.RootAccessKeys, "active access key")} of root users, to be deleted by centralized root access.";
    }

    private static IEnumerable<string> Details(OrganizationReport report)
    {
        var details = report.Run.Details;
        if (ConsoleOf(details.Execution) is { } console) yield return $"The run: {console}";
        if (details.Prefix.Length > 0)
        {
            yield return "The result of every account:";
            yield return $"aws s3 cp --recursive s3://{Plain(details.Bucket)}/{Plain(details.Prefix)} .";
        }

        if (report.Run.Asked > 0)
        {
            var account = Example(report);
            yield return $"What the log has of one account, such as {account}, with its whole report:";
            yield return $"aws logs filter-log-events --log-group-name {Plain(report.LogGroup)} --start-time {new DateTimeOffset(details.Started).ToUnixTimeMilliseconds()} --filter-pattern '\"{account}\"' --query 'events[].message' --output text";
        }
    }

    private static IEnumerable<string> Closing(OrganizationReport report)
    {
        if (OrganizationBrakeText.ToRaise(report) is { } toRaise) yield return toRaise;
        if (!report.DryRun) yield break;

        yield return report.Run.DryRun
            ? "This was a dry run, as was asked for: nothing was changed. Only a run that is started with {} or {\"dryRun\": false} may act."
            : "This was a dry run, nothing was changed. To go live, change DryRun to false, and nothing else, in the hub's stack (its output GoLive is the command), in the StackSet of the accounts' roles, and in the management account's own stack of it: infra/organization/README.md has the commands.";
    }

    /// <summary>One that has a report of its own, if any is known.</summary>
    private static string Example(OrganizationReport report) =>
        report.Lines.OrderBy(line => line.Standing is Standing.Unreachable or Standing.Failed or Standing.Off).Select(line => Plain(line.Id)).FirstOrDefault("111122223333");

    /// <param name="arn">Of an execution: arn:aws:states:eu-west-1:111122223333:execution:name:id.</param>
    private static string? ConsoleOf(string arn)
    {
        if (arn.Split(':') is not ["arn", var partition, "states", var region, _, "execution", _, _]) return null;

        return partition switch
        {
            "aws" => $"https://{region}.console.aws.amazon.com",
            "aws-us-gov" => $"https://{region}.console.amazonaws-us-gov.com",
            "aws-cn" => $"https://{region}.console.amazonaws.cn",
            _ => null,
        } is { } host ? $"{host}/states/home?region={region}#/v2/executions/details/{arn}" : null;
    }
}
