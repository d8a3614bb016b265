using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>Who is exempt, why and until when, and what happens to the keys then.</summary>
internal static class ExemptionText
{
    public static IEnumerable<Section> Of(Report report)
    {
        var ending = report.EndingExemptions;
        ExemptUser[] users = [.. report.Listing.ExemptUsers.Where(one => !report.Settings.Policy.EndsSoon(one.Exemption, report.Now))];
        AccessKey[] keys = [.. report.ExemptKeys.Select(step => step.Key).Where(key => !report.Settings.Policy.EndsSoon(Exemption(report, key), report.Now))];
        return
        [
            Section.Of("EXEMPTIONS THAT END", "Within the warning period. To extend one, give its tag a later date.", ending.Select(one => Entry(report, one))),
            Section.Of("EXEMPT USERS", $"Their keys are left alone.{Sections.NotAsked(report)}", users.Where(one => one.Exemption.Until is not null).Select(one => Entry(report, one))),
            Section.Of("EXEMPT ACCESS KEYS", "Other keys of these users are not exempt.", keys.Where(key => Exemption(report, key).Until is not null).Select(key => Entry(report, key))),
            Section.Of(
                "EXEMPT WITHOUT AN END", $"Their keys are left alone until somebody removes the exemption.{Sections.NotAsked(report)}",
                [.. users.Where(one => one.Exemption.Until is null).Select(one => Entry(report, one)), .. keys.Where(key => Exemption(report, key).Until is null).Select(key => Entry(report, key))]),
        ];
    }

    /// <summary>Such as "tag keyreaper:exempt=handover, through 2027-01-31".</summary>
    public static string Words(Exemption exemption) => $"{Plain(exemption.Why)}, {(exemption.Until is { } day ? $"through {day:yyyy-MM-dd}" : "no end date")}";

    /// <summary>Empty if the exemption is not longer than allowed.</summary>
    public static string TooLong(Report report, IamUser user, Exemption exemption) =>
        report.Settings.Policy.IsTooLong(user, exemption, report.Now) ? $"longer than MAX_EXEMPT_DAYS allows: {Days(report.Settings.Policy.LongestExemption!.Value)}" : "";

    /// <summary>How many tags exempt for longer than allowed; null if none does.</summary>
    public static string? Notice(Report report)
    {
        var many = report.Listing.ExemptUsers.Select(one => (one.User, one.Exemption)).Concat(report.ExemptKeys.Select(step => (step.Key.User, Exemption(report, step.Key))))
            .Count(one => report.Settings.Policy.IsTooLong(one.User, one.Item2, report.Now));
        return many == 0 ? null : $"{Count(many, "exemption")} by tag {(many == 1 ? "is" : "are")} without an end, or longer than the {Days(report.Settings.Policy.LongestExemption!.Value)} that MAX_EXEMPT_DAYS allows. KeyReaper obeys {(many == 1 ? "it" : "them")} all the same.";
    }

    /// <summary>What happens to a key when its exemption ends, as one line.</summary>
    public static string Then(Report report, EndingExemption ending, Step step)
    {
        var due = Day(ending.Due(step, report.Settings.Policy));
        return step.Verdict switch
        {
            { Act: Act.Deactivate } => $"deactivated on {due} unless used",
            { Act: Act.Delete } => $"deleted on {due}",
            { Act: Act.StartGrace } => $"inactive: its grace period begins on {due}",
            { Act: Act.RecordReactivation } => $"back on: its idle time begins on {due}",
            { Reason: Reason.InUse or Reason.DueSoon } => $"deactivated on {due} unless used",
            { Reason: Reason.InGrace } => $"deleted on {due} unless turned on",
            { Reason: Reason.Exempt } => $"exempt still: {Plain(report.Settings.Policy.ExemptionOf(step.Key, ending.EndsAt)?.Why ?? "")}",
            { Reason: Reason.Unknown } => "not known: it could not be read",
            _ => "stays as it is",
        };
    }

    private static Exemption Exemption(Report report, AccessKey key) => report.ExemptionOf(key)!;

    private static IReadOnlyList<string> Entry(Report report, ExemptUser one) => [$"user {KeyText.Holder(report, one.User)}", .. About(report, one.User, one.Exemption), ""];

    private static IReadOnlyList<string> Entry(Report report, AccessKey key) =>
        [$"user {KeyText.Holder(report, key.User)}", $"  key {Plain(key.Id)}{KeyText.Description(key)}", .. About(report, key.User, Exemption(report, key)), ""];

    private static IReadOnlyList<string> Entry(Report report, EndingExemption one) =>
    [
        $"user {KeyText.Holder(report, one.User)}",
        .. About(report, one.User, one.Exemption),
        .. one.Then is { } then
            ? then.SelectMany(step => (string[])[$"  key {Plain(step.Key.Id)}{KeyText.Description(step.Key)}", $"    {Then(report, one, step)}"])
            : ["  what becomes of its keys is not known"],
        "",
    ];

    private static IEnumerable<string> About(Report report, IamUser user, Exemption exemption) =>
        new[] { Words(exemption), TooLong(report, user, exemption) }.Where(line => line.Length > 0).Select(line => $"  {line}");
}
