namespace KeyReaper.Forms;

/// <summary>A heading with the number of its entries, a sentence about all of them, and their lines. Without entries it is empty.</summary>
internal sealed record Section(string Heading, IReadOnlyList<string> Lines)
{
    /// <param name="introduction">Left out if empty.</param>
    public static Section Of(string heading, string introduction, IEnumerable<IReadOnlyList<string>> entries)
    {
        var list = entries.ToList();
        if (list.Count == 0) return new(heading, []);

        string[] lines = [.. introduction.Length == 0 ? Array.Empty<string>() : [introduction, ""], .. list.SelectMany(entry => entry)];
        return new($"{heading} ({list.Count})", lines is [.. var inner, ""] ? inner : lines);
    }

    public IEnumerable<string> WithHeading() => Lines.Count == 0 ? [] : [Heading, .. Lines, ""];
}
