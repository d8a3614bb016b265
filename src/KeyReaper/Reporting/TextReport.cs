using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>The e-mail: what happened, why, what comes next and how to undo it.</summary>
internal static class TextReport
{
    public static IReadOnlyList<string> Lines(Report report) =>
    [
        Title(report),
        Minute(report.Now),
        "",
        Sentence(report),
        .. OwnerText.Note(report) is { } note ? ["", note] : Array.Empty<string>(),
        "",
        .. Sections.Of(report).SelectMany(section => section.WithHeading()),
        .. Ending(report),
    ];

    public static string Title(Report report) => $"KeyReaper {report.Mode}: account {Account(report)}";

    public static string Account(Report report) => report.AccountId + (report.AccountAlias is { } alias ? $" ({Plain(alias)})" : "");

    /// <summary>What has to be there even if the list is cut: how to undo what was done, and how to go live.</summary>
    public static IReadOnlyList<string> Ending(Report report) =>
    [
        .. Sections.ToPaste(report).Append(Attention.Permissions(report)).SelectMany(section => section.WithHeading()),
        .. Closing(report).SelectMany(line => new[] { line, "" }),
        .. About.Lines(report),
    ];

    /// <summary>What a reader who reads no further has to know.</summary>
    public static string Sentence(Report report)
    {
        if (report.Owner is not null) return $"{OwnerText.Result(report)}.";

        var keys = Count(report.KeysScanned, "access key");
        if (report.Listing.BrokeOff is not null) return $"Nothing was done: not every user could be read ({keys} were), and a part of an account is not acted on.";

        var counts = Counts.Of(report);
        if (report.BrakeHeld) return $"{Held(report)}, since the brake stopped {(report.Plan.Brake.TooManyDeactivations ? "it" : "the deletions")}: of {keys}, {Planned(report)}{Seen(counts, dryRun: false)}.";

        return $"{(report.DryRun ? "Dry run, nothing was changed: " : "")}KeyReaper {Achievement(counts, report.DryRun)}{Seen(counts, report.DryRun)}.{(NotKnown(report) is { Length: > 0 } gap ? $" {gap}" : "")}{AheadText.Sentence(report)}";
    }

    /// <summary>Such as "deactivated 3 and deleted 1 of 57 access keys".</summary>
    public static string Achievement(Report report) => Achievement(Counts.Of(report), report.DryRun);

    /// <param name="where">Such as " in 3 accounts".</param>
    public static string Achievement(Counts counts, bool dryRun, string where = "") => counts switch
    {
        { Keys: 0, Failed: > 0 } => $"could read no access keys{where}",
        { Keys: 0 } => $"found no access keys{where}",
        { Deactivated: 0, Deleted: 0, Keys: 1 } => $"{(dryRun ? "would leave" : "left")} the only access key{where} as it is",
        { Deactivated: 0, Deleted: 0 } => $"{(dryRun ? "would leave" : "left")} all {Count(counts.Keys, "access key")}{where} as they are",
        _ => $"{Acts(counts, dryRun)} of {Count(counts.Keys, "access key")}{where}",
    };

    /// <summary>Such as "would deactivate 3".</summary>
    public static string Acts(Counts counts, bool dryRun)
    {
        var acts = (counts.Deactivated, counts.Deleted) switch
        {
            (var deactivated, 0) => $"{Done(Act.Deactivate)} {deactivated}",
            (0, var deleted) => $"{Done(Act.Delete)} {deleted}",
            var (deactivated, deleted) => $"{Done(Act.Deactivate)} {deactivated} and {Done(Act.Delete)} {deleted}",
        };
        return (dryRun ? "would " : "") + acts;

        string Done(Act act) => dryRun ? Verb(act) : Past(act);
    }

    /// <summary>What the numbers are without; empty if everything was read.</summary>
    public static string NotKnown(Report report) => string.Join(' ', new[]
    {
        report.Listing.UnlistedUsers.Count is var users and > 0 ? $"The access keys of {Count(users, "user")} could not be listed." : "",
        report.Unreadable.Count is var keys and > 0 ? $"{Count(keys, "access key")} could not be judged." : "",
    }.Where(sentence => sentence.Length > 0));

    /// <summary>What other people did since the last pass.</summary>
    public static string Seen(Counts counts, bool dryRun) =>
        (counts.Reactivated > 0 ? $"; {counts.Reactivated} {Were(counts.Reactivated)} turned back on by someone" : "")
        + (counts.GraceStarted > 0 ? $"; {counts.GraceStarted} {(dryRun ? "would begin" : "began")} {(counts.GraceStarted == 1 ? "its" : "their")} grace period" : "");

    /// <summary>What a brake that stopped something left to be done.</summary>
    public static string Held(Report report) => report.Effective(Act.Deactivate).Count() is var deactivated and > 0
        ? $"KeyReaper deactivated {deactivated} and deleted none"
        : "Nothing was deactivated or deleted";

    /// <summary>By the brake.</summary>
    public static string Stopped(Report report) => report.Plan.Brake.TooManyDeactivations ? "deactivations and deletions" : "deletions";

    /// <summary>What trips the brake. In one account of many the limit need not be the function's own: a tag may have lowered it.</summary>
    public static string Planned(Report report)
    {
        var brake = report.Plan.Brake;
        var deactivations = $"{brake.Deactivations} would be deactivated and {Limit("MAX_DEACTIVATIONS")} is {brake.MaxDeactivations}";
        var deletions = $"{brake.Deletions} would be deleted and {Limit("MAX_DELETIONS")} is {brake.MaxDeletions}";
        return (brake.TooManyDeactivations, brake.TooManyDeletions) switch
        {
            (true, true) => $"{deactivations}, and {deletions}",
            (true, false) => deactivations,
            _ => deletions,
        };

        string Limit(string variable) => report.OfMany ? "the limit" : variable;
    }

    public static string Inventory(Report report) => report.Listing switch
    {
        { ReportMadeAt: { } madeAt } listing => $"The credential report of {Minute(madeAt)} ruled out {Count(listing.UsersRuledOut, "user")}; {listing.Users - listing.UsersRuledOut} {Were(listing.Users - listing.UsersRuledOut)} read.",
        { WhyWalked: { } why } => $"Every user was read: {Plain(why.Text)}.",
        _ => "No user was read.",
    };

    public static IReadOnlyList<string> Closing(Report report) =>
    [
        .. report.DryRun ? [$"This was a dry run, nothing was changed. {Stacks.ToGoLive(report)}"] : Array.Empty<string>(),
        .. report.Plan.Brake.Tripped && report.Listing.BrokeOff is null
            ? [$"{(report.DryRun ? "Going live now would trip the brake" : "The brake tripped")}: {Planned(report)}. Check the list, then {Stacks.ToRaise(report)}."]
            : Array.Empty<string>(),
    ];
}
