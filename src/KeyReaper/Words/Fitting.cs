namespace KeyReaper.Words;

/// <summary>Fits text into a limited space, and counts what had to be left out.</summary>
internal static class Fitting
{
    /// <summary>As many whole lines as fit. One line in the place of those left out counts them; the last lines are always kept.</summary>
    /// <param name="last">How many lines at the end are always kept.</param>
    /// <param name="size">The size of a line, including its line break.</param>
    /// <param name="leftOut">The line that says how many were left out.</param>
    public static string Lines(IReadOnlyList<string> lines, int last, int room, Func<string, int> size, Func<int, string> leftOut)
    {
        if (lines.Sum(size) <= room) return string.Join('\n', lines);

        string[] end = [.. lines.Skip(Math.Max(0, lines.Count - last))];
        var left = room - end.Sum(size) - size(leftOut(lines.Count));

        var fitting = 0;
        while (fitting < lines.Count - end.Length && (left -= size(lines[fitting])) >= 0) fitting++;

        return string.Join('\n', [.. lines.Take(fitting), leftOut(lines.Count - end.Length - fitting), .. end]);
    }

    /// <summary>The document that lists as much as fits; the one that lists nothing if none fits.</summary>
    /// <param name="render">Makes a document that lists at most this many entries. More entries must make it larger.</param>
    public static string Most(Func<int, string> render, int most, Func<string, bool> fits)
    {
        if (render(most) is var whole && fits(whole)) return whole; // nearly always

        var (fitting, tooMany) = (0, most);
        while (tooMany - fitting > 1)
        {
            var middle = (fitting + tooMany) / 2;
            (fitting, tooMany) = fits(render(middle)) ? (middle, tooMany) : (fitting, middle);
        }

        return render(fitting);
    }

    /// <summary>At most this many UTF-16 code units, without cutting a character in two; an ellipsis stands for the rest.</summary>
    public static string Characters(string text, int most)
    {
        if (text.Length <= most) return text;

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
