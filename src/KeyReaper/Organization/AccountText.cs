using KeyReaper.Forms;
using KeyReaper.Pass;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Organization;

/// <summary>What came of one account, short enough for one line.</summary>
internal static class AccountText
{
    /// <summary>For a pass that answered.</summary>
    public static string Of(Summary pass)
    {
        var counts = Counts.Of(pass);
        var brake = pass.WouldTrip ? "going live would trip the brake" : "";
        var waiting = !pass.Rehearsed && pass.ToDo is { } left ? $"{left.Deactivations + left.Deletions} fell due meanwhile and {(left.Deactivations + left.Deletions == 1 ? "waits" : "wait")} for a later run" : "";
        var root = pass.RootAccessKeys is > 0 and var keys ? $"root user with {Count(keys, "access key")}" : "";
        if (pass.Upshot is not Upshot.Attention)
            return string.Join("; ", Filled(Achievement.Of(counts, pass.Rehearsed) + Achievement.Seen(counts, pass.Rehearsed), counts.DueSoon > 0 ? $"{counts.DueSoon} due" : "", waiting, brake, root));

        // If the pass fell short, its own words say why.
        return string.Join(" ", Filled(pass.Result, Number(counts.Failed, "failed"), Number(counts.NotAttempted, "not attempted"), Sentence(waiting), Sentence(brake), Sentence(root)));

        static string Number(int number, string what) => number > 0 ? $"{number} {what}." : "";

        static string Sentence(string part) => part.Length > 0 ? $"{char.ToUpperInvariant(part[0])}{part[1..]}." : "";
    }

    /// <summary>For a pass whose deactivations and deletions the organization's brake stopped.</summary>
    /// <param name="left">How many the brake stopped.</param>
    public static string Stopped(Summary pass, ToDo left)
    {
        var counts = Counts.Of(pass) with { Deactivated = left.Deactivations, Deleted = left.Deletions };
        return string.Join("; ", Filled(
            Achievement.Of(counts, dryRun: true) + (pass.Rehearsed ? "" : Achievement.Seen(counts, dryRun: false)),
            counts.Failed > 0 ? $"{counts.Failed} failed" : ""));
    }

    /// <summary>For a pass that did not answer.</summary>
    /// <param name="why">As the state machine has it: the error's name and its message, with JSON's escapes.</param>
    /// <returns>The reason on one line, without the words that are the same for every account that cannot be reached.</returns>
    public static string Of(string? why)
    {
        var text = (why ?? "").Replace("\\n", " ", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);
        var known = text.IndexOf(NothingIsKnown, StringComparison.Ordinal);
        var told = (known < 0 ? text : text[(known + NothingIsKnown.Length)..]).Trim(' ', ':');
        return told.Length > 0 ? told : "No reason is known.";
    }

    private static IEnumerable<string> Filled(params IEnumerable<string> parts) => parts.Where(part => part.Length > 0);
}
