using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

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

    /// <summary>What is kept even if the list is cut: how to undo what was done, and how to go live.</summary>
    public static IReadOnlyList<string> Ending(Report report) =>
    [
        .. Sections.ToPaste(report).Append(Attention.Permissions(report)).SelectMany(section => section.WithHeading()),
        .. Last(report),
    ];

    /// <summary>What is kept even if the commands are most of the text: how to go live, and who sent it.</summary>
    public static IReadOnlyList<string> Last(Report report) => [.. Closing(report).SelectMany(line => new[] { line, "" }), .. About.Lines(report)];

    /// <summary>What a reader has to know who reads no further.</summary>
    public static string Sentence(Report report)
    {
        if (report.Owner is not null) return $"{OwnerText.Result(report)}.";

        var keys = Count(report.KeysScanned, "access key");
        if (report.Listing.BrokeOff is not null) return $"Nothing was done, because not every user could be read ({keys} were): KeyReaper does not act on a part of an account.";

        var counts = Counts.Of(report);
        if (report.BrakeHeld) return $"{Held(report)}, since the brake stopped {(report.Plan.Brake.TooManyDeactivations ? "it" : "the deletions")}: of {keys}, {Planned(report)}{Achievement.Seen(counts, dryRun: false)}.";

        return $"{(report.DryRun ? "Dry run, nothing was changed: " : "")}KeyReaper {Achievement.Of(counts, report.DryRun)}{Achievement.Seen(counts, report.DryRun)}.{(NotKnown(report) is { Length: > 0 } gap ? $" {gap}" : "")}{AheadText.Sentence(report)}";
    }

    /// <summary>What the numbers leave out; empty if everything was read.</summary>
    public static string NotKnown(Report report) => string.Join(' ', new[]
    {
        report.Listing.UnlistedUsers.Count is var users and > 0 ? $"The access keys of {Count(users, "user")} could not be listed." : "",
        report.Unreadable.Count is var keys and > 0 ? $"{Count(keys, "access key")} could not be judged." : "",
    }.Where(sentence => sentence.Length > 0));

    /// <summary>What was done although the brake tripped.</summary>
    public static string Held(Report report) => report.Effective(Act.Deactivate).Count() is var deactivated and > 0
        ? $"KeyReaper deactivated {deactivated} and deleted none"
        : "Nothing was deactivated or deleted";

    /// <summary>What the brake stopped.</summary>
    public static string Stopped(Report report) => report.Plan.Brake.TooManyDeactivations ? "deactivations and deletions" : "deletions";

    /// <summary>What trips the brake. In an organization the limit need not be the function's own: a tag may have lowered it.</summary>
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
        .. report.DryRun ? [$"This was a dry run: nothing was changed. {Stacks.ToGoLive(report)}"] : Array.Empty<string>(),
        .. report.Plan.Brake.Tripped && report.Listing.BrokeOff is null
            ? [$"{(report.DryRun ? "Going live now would trip the brake" : "The brake tripped")}: {Planned(report)}. Check the list, then {Stacks.ToRaise(report)}."]
            : Array.Empty<string>(),
    ];
}
