using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>What reports say to owners, and about them.</summary>
internal static class OwnerText
{
    /// <summary>Says to an owner why they get this, and to others how many owners are told. Null if there is nothing to say.</summary>
    public static string? Note(Report report)
    {
        if (report.Owner is { } owner) return $"You get this because these keys belong to IAM users tagged {Plain(report.Settings.OwnerTag!)}={Plain(owner)}.";

        var concerned = Owners.Concerned(report).Count;
        var told = Owners.Told(report).Count;
        return (concerned, report.DryRun) switch
        {
            (0, _) => null,
            (_, true) => $"When live, KeyReaper would tell {Count(concerned, "owner")} about their own keys. In a dry run it tells none.",
            _ => $"{Count(told, "owner")} {(told == 1 ? "is" : "are")} told about their own keys." + (told < concerned ? $" {concerned - told} more are not: at most {Owners.Most} are told at a time." : ""),
        };
    }

    /// <summary>For the subject, such as "2 of your access keys deactivated, 1 due".</summary>
    public static string Result(Report report)
    {
        (int Number, string What)[] counts =
        [
            (report.Effective(Act.Delete).Count(), "deleted"),
            (report.Effective(Act.Deactivate).Count(), "deactivated"),
            (report.DueSoon.Count(), "due"),
        ];
        return string.Join(", ", counts.Where(count => count.Number > 0).Select((count, index) => $"{count.Number}{(index == 0 ? " of your access keys" : "")} {count.What}"));
    }
}
