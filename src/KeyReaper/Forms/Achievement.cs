using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Forms;

/// <summary>What one pass or several did, as part of a sentence.</summary>
internal static class Achievement
{
    /// <summary>Such as "deactivated 3 and deleted 1 of 57 access keys".</summary>
    /// <param name="where">Such as " in 3 accounts".</param>
    public static string Of(Counts counts, bool dryRun, string where = "") => counts switch
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

    /// <summary>What others did since the last pass, such as "; 1 was turned back on by someone".</summary>
    public static string Seen(Counts counts, bool dryRun) =>
        (counts.Reactivated > 0 ? $"; {counts.Reactivated} {Were(counts.Reactivated)} turned back on by someone" : "")
        + (counts.GraceStarted > 0 ? $"; {counts.GraceStarted} {(dryRun ? "would begin" : "began")} {(counts.GraceStarted == 1 ? "its" : "their")} grace period" : "");
}
