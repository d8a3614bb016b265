namespace KeyReaper.Reporting;

/// <summary>A heading with its number of entries, and their lines.</summary>
internal sealed record Section(string Heading, IReadOnlyList<string> Lines)
{
    public static Section Of(string heading, IEnumerable<IReadOnlyList<string>> entries)
    {
        var list = entries.ToList();
        string[] lines = [.. list.SelectMany(entry => entry)];
        return new($"{heading} ({list.Count})", lines is [.. var inner, ""] ? inner : lines);
    }

    public IEnumerable<string> WithHeading() => [Heading, .. Lines.Select(line => line.Length == 0 ? line : "  " + line), ""];
}
