namespace KeyReaper.Words;

/// <summary>What fits into a limited room, with a count of what does not.</summary>
internal static class Fitting
{
    /// <summary>As many whole lines as fit. What is left out is counted in its place, and the last lines are always there.</summary>
    /// <param name="last">How many lines at the end stay whatever happens.</param>
    /// <param name="size">Of a line with its line break.</param>
    /// <param name="leftOut">The line that tells how many were left out.</param>
    public static string Lines(IReadOnlyList<string> lines, int last, int room, Func<string, int> size, Func<int, string> leftOut)
    {
        if (lines.Sum(size) <= room) return string.Join('\n', lines);

        string[] end = [.. lines.Skip(Math.Max(0, lines.Count - last))];
        var left = room - end.Sum(size) - size(leftOut(lines.Count));

        var fitting = 0;
        while (fitting < lines.Count - end.Length && (left -= size(lines[fitting])) >= 0) fitting++;

        return string.Join('\n', [.. lines.Take(fitting), leftOut(lines.Count - end.Length - fitting), .. end]);
    }

    /// <summary>The document that lists the most and fits; the one that lists nothing if none does.</summary>
    /// <param name="render">A document that lists at most so many: the more, the larger.</param>
    public static string Most(Func<int, string> render, int most, Func<string, bool> fits)
    {
        var (fitting, tooMany) = (0, most + 1);
        while (tooMany - fitting > 1)
        {
            var middle = (fitting + tooMany) / 2;
            (fitting, tooMany) = fits(render(middle)) ? (middle, tooMany) : (fitting, middle);
        }

        return render(fitting);
    }

    /// <summary>Whole characters, at most so many units of UTF-16, with an ellipsis for the rest.</summary>
    public static string Characters(string text, int most)
    {
        if (text.Length <= most) return text;

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
