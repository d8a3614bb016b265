using KeyReaper.Rules;

namespace KeyReaper.Reporting;

internal static class Subject
{
    private const int Longest = 99; // SNS: fewer than 100 characters

    /// <summary>Printable ASCII, mode and account first.</summary>
    public static string Of(Report report)
    {
        var result = Result(report);
        var room = Longest - Whole("").Length - " ()".Length; // a long alias gives way to the result
        return Whole(report.AccountAlias switch
        {
            null => "",
            { } name when name.Length <= room => $" ({name})",
            { } name when room > "...".Length => $" ({name[..(room - "...".Length)]}...)",
            _ => "",
        });

        string Whole(string alias) => Of(report.Mode, report.AccountId + alias, result);
    }

    public static string Of(string mode, string subject, string result)
    {
        var whole = $"[KeyReaper {mode}] {subject}: {result}";
        var ascii = string.Concat(whole.Select(character => character is >= ' ' and <= '~' ? character : '?'));
        return ascii.Length <= Longest ? ascii : ascii[..(Longest - 3)] + "...";
    }

    private static string Result(Report report)
    {
        if (report.Owner is not null) return OwnerText.Result(report);
        if (report.Listing.BrokeOff is not null) return "could not read every user, nothing done";
        if (report.BrakeHeld) return $"brake tripped, {(report.Effective(Act.Deactivate).Count() is var deactivated and > 0 ? $"deactivated {deactivated}, deleted none" : "nothing deactivated or deleted")}";

        var done = TextReport.Achievement(report);
        return report.Upshot is Upshot.Attention ? $"needs attention, {done}" : done;
    }
}
