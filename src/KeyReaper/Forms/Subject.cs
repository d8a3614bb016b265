namespace KeyReaper.Forms;

internal static class Subject
{
    private const int Longest = 99; // SNS: fewer than 100 characters

    /// <summary>The subject line: printable ASCII, beginning with the mode and what the report is about.</summary>
    /// <param name="alias">The alias of that account. A long one is cut to leave room for the result.</param>
    public static string Of(string mode, string subject, string result, string? alias = null)
    {
        var room = Longest - Whole("").Length - " ()".Length;
        var whole = Whole(alias switch
        {
            null => "",
            { } name when name.Length <= room => $" ({name})",
            { } name when room > "...".Length => $" ({name[..(room - "...".Length)]}...)",
            _ => "",
        });
        return whole.Length <= Longest ? whole : whole[..(Longest - 3)] + "...";

        string Whole(string named) => string.Concat($"[KeyReaper {mode}] {subject}{named}: {result}".Select(character => character is >= ' ' and <= '~' ? character : '?'));
    }
}
