using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>What somebody should look at although the pass did everything it should.</summary>
internal static class Notices
{
    public static Section Of(Report report) => Section.Of("NOTICES", "", Sentences(report).Select(sentence => (IReadOnlyList<string>)[$"- {sentence}", ""]));

    public static IEnumerable<string> Sentences(Report report)
    {
        if (report.Listing.WhyWalked is { MissingPermission: not null }) yield return "KeyReaper is not allowed to read the credential report, which would save most calls. Every user was read instead.";

        if (report.DryRun && report.Plan.Brake.Tripped) yield return $"Going live now would trip the brake, which stops {TextReport.Stopped(report)}: {TextReport.Planned(report)}.";

        foreach (var excess in report.Outlook.Excesses) yield return AheadText.Of(report, excess);
        foreach (var concern in Causes.OfOddities(report)) yield return concern.Sentence;
        foreach (var sentence in OnExemptions(report)) yield return sentence;
    }

    /// <summary>Exemptions that were meant to protect somebody, or to end, and do not.</summary>
    private static IEnumerable<string> OnExemptions(Report report)
    {
        if (ExemptionText.Notice(report) is { } tooLong) yield return tooLong;
        foreach (var (user, exemption) in report.Listing.ExemptUsers.Where(one => one.Exemption.LooksLikeDate)) yield return $"User {KeyText.Holder(report, user)} is exempt for good: {NoDate(exemption)}";
        foreach (var step in report.ExemptKeys)
        {
            if (report.ExemptionOf(step.Key) is { LooksLikeDate: true } exemption) yield return $"Access key {KeyText.Title(report, step.Key)} is exempt for good: {NoDate(exemption)}";
        }

        foreach (var (user, tag) in Strays.Of(report)) yield return $"User {KeyText.Holder(report, user)} has the tag {Plain(tag)}, which protects nothing: KeyReaper knows only {Policy.ExemptTag}, and {Policy.ExemptTagOf("")} with the id of one of the user's keys.";

        // A hub's settings are for all accounts, so it is normal if they protect nobody in this one.
        foreach (var (variable, entry) in report.Listing.UnmatchedExemptions)
        {
            if (report.Shared is not { } shared) yield return $"{variable} has {Plain(entry)}, which matches no user: it protects nobody.";
            else if (!shared.ExemptUsers.Concat(shared.ExemptPaths).Contains(entry)) yield return $"A tag of the account or of a unit above it adds {Plain(entry)} to {variable}, which matches no user: it protects nobody here.";
        }
    }

    private static string NoDate(Exemption exemption) => $"the {Plain(exemption.Why)} looks like a date, but not one that KeyReaper can read. For an end, begin the value like 2027-01-31; a reason may follow.";
}
