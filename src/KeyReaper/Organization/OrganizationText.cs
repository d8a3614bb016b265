using System.Globalization;
using KeyReaper.Forms;
using KeyReaper.Pass;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Organization;

/// <summary>The e-mail about a run over an organization: what needs attention, a line for each account, what was not covered, and where to read more.</summary>
internal static class OrganizationText
{
    public static IReadOnlyList<string> Lines(OrganizationReport report) =>
    [
        $"KeyReaper {report.Settings.Mode}: organization {report.OrganizationId}",
        Minute(report.Now),
        "",
        Sentence(report),
        "",
        .. OrganizationTotals.Lines(report),
        .. Accounts(report).Where(group => group.Standing < Standing.Off).SelectMany(group => SectionOf(report, group).WithHeading()),
        .. OrganizationEnding.Lines(report),
    ];

    /// <summary>What a reader has to know who reads no further.</summary>
    public static string Sentence(OrganizationReport report)
    {
        IEnumerable<string> sentences =
        [
            .. report.Run.Trouble is { } trouble ? [$"The run did not get through. {Plain(trouble.TrimEnd('.'))}."] : Array.Empty<string>(),
            .. OrganizationBrakeText.Sentences(report),
            .. Achieved(report),
            .. Concerns(report),
            .. OrganizationBrakeText.Ahead(report),
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>The result as part of the subject.</summary>
    public static string Result(OrganizationReport report)
    {
        var dryRun = report.Live.Accounts == 0;
        var passes = dryRun ? report.Rehearsed : report.Live;
        if (report.Upshot is not Upshot.Attention) return passes.Accounts == 0 ? "nothing was done" : Achievement.Of(passes.Counts, dryRun);

        var concern =
            report.Run.Trouble is not null ? "the run did not get through"
            : report.Stopped ? "brake tripped, nothing deactivated or deleted"
            : report.NeedingAttention > 0 ? $"{report.NeedingAttention} of {Count(report.Run.Asked, "account")} {Need(report.NeedingAttention)} attention"
            : "not every account was covered";
        return passes.Counts.Deactivated + passes.Counts.Deleted > 0 ? $"{concern}, {Achievement.Acts(passes.Counts, dryRun)}" : concern;
    }

    private static IEnumerable<string> Achieved(OrganizationReport report) => (report.Live.Accounts, report.Rehearsed.Accounts, report.MayHaveDoneMore) switch
    {
        (0, 0, false) => ["Nothing was done in any account."],
        (0, 0, true) => [],
        (0, _, false) => [$"Dry run, nothing was changed: KeyReaper {Achieved(report.Rehearsed, true)}."],
        (0, _, true) => [$"In dry runs KeyReaper {Achieved(report.Rehearsed, true)}."],
        (_, 0, _) => [$"KeyReaper {Achieved(report.Live, false)}."],
        _ => [$"KeyReaper {Achieved(report.Live, false)}.", $"In dry runs it {Achieved(report.Rehearsed, true)}."],
    };

    private static string Achieved(Tally tally, bool dryRun) => Achievement.Of(tally.Counts, dryRun, $" in {Count(tally.Accounts, "account")}") + Achievement.Seen(tally.Counts, dryRun);

    private static IEnumerable<string> Concerns(OrganizationReport report)
    {
        if (report.NeedingAttention is var number and > 0)
        {
            (int Number, string What)[] kinds =
            [
                (report.Count(Standing.Unreachable), "could not be reached"),
                (report.Count(Standing.Failed), "failed"),
                (report.Count(Standing.Attention), "did less than planned"),
            ];
            yield return $"{Count(number, "account")} {Need(number)} attention: {string.Join(", ", kinds.Where(kind => kind.Number > 0).Select(kind => $"{kind.Number} {kind.What}"))}.";
        }

        if (report.Missing > 0) yield return $"Nothing is known about {Count(report.Missing, "account")}.";
        if (report.MayHaveDoneMore) yield return "What was done in accounts without an answer, if anything, is in their own reports and the log.";
        if (report.Missing < 0) yield return report.Missing == -1 ? "1 more account has a result than was asked for." : $"{-report.Missing} more accounts have a result than were asked for.";
        if (report.Run.NotFound.Count is var absent and > 0) yield return $"{Count(absent, "account")} to include {(absent == 1 ? "is" : "are")} not active or not in this organization.";
        if (report.Unsent > 0) yield return $"The events of {Count(report.Unsent, "account")} are not on the bus: {Plain((report.WhyUnsent ?? "no reason is known").TrimEnd('.'))}.";
        if (report.WouldTrip > 0) yield return $"Going live would trip the brake in {Count(report.WouldTrip, "account")}.";
    }

    /// <summary>The accounts grouped by standing, within each those with the most news first. Standings without accounts are left out.</summary>
    public static IEnumerable<AccountGroup> Accounts(OrganizationReport report) =>
        from standing in Enum.GetValues<Standing>()
        let number = report.Count(standing)
        where number > 0
        let told = report.Lines.Where(line => line.Standing == standing).ToArray()
        select new AccountGroup(
            standing,
            string.Create(CultureInfo.InvariantCulture, $"{Heading(standing, report)} ({number})"),
            [.. standing is Standing.Unreachable or Standing.Failed ? ByCause(told) : told.Select(Line), .. told.Length < number ? [$"and {number - told.Length} more: see DETAILS"] : Array.Empty<string>()]);

    /// <summary>Says each cause once, with the accounts it concerns.</summary>
    private static IEnumerable<string> ByCause(IEnumerable<AccountLine> accounts) => SameCause.Of(accounts, line => line.Id, line => line.Text)
        .SelectMany<(string Text, IReadOnlyList<AccountLine> Accounts), string>(same => same.Accounts is [var only]
            ? [Line(only)]
            : [$"{Count(same.Accounts.Count, "account")}: {Plain(same.Text)}", .. same.Accounts.Select(account => $"  {Name(account)}")]);

    private static string Line(AccountLine account) => $"{Name(account)}: {Plain(account.Text)}";

    private static Section SectionOf(OrganizationReport report, AccountGroup group)
    {
        var introduction = group.Standing switch
        {
            Standing.Stopped => OrganizationBrakeText.Planned(report),
            Standing.Due => $"Access keys are deactivated or deleted within {Days(report.Settings.Policy.WarningPeriod)}.",
            _ => null,
        };
        return new(group.Title, [.. introduction is null ? Array.Empty<string>() : [introduction, ""], .. group.Lines]);
    }

    private static string Heading(Standing standing, OrganizationReport report) => standing switch
    {
        Standing.Unreachable => "UNREACHABLE",
        Standing.Failed => "FAILED",
        Standing.Attention => "NEEDS ATTENTION",
        Standing.Stopped => "STOPPED BY THE ORGANIZATION'S BRAKE",
        Standing.Changed => (report.Live.Accounts, report.Rehearsed.Accounts) switch
        {
            (0, _) => "WOULD CHANGE",
            (_, 0) => "CHANGED",
            _ => "CHANGED, OR WOULD",
        },
        Standing.Due => "DUE",
        Standing.Off => "OFF",
        Standing.Quiet or _ => "QUIET",
    };

    private static string Name(AccountLine line) => $"{Plain(line.Id)}{(line.Name is { } name ? $" {Plain(name)}" : "")}";

    private static string Need(int number) => number == 1 ? "needs" : "need";
}

/// <param name="Title">Includes the number of accounts. Not all of them need have a line.</param>
internal sealed record AccountGroup(Standing Standing, string Title, IReadOnlyList<string> Lines);
