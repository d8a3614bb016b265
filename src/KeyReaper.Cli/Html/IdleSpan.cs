namespace KeyReaper.Cli.Html;

/// <summary>Idle days from <paramref name="From"/> to just below <paramref name="To"/>; null means without end.</summary>
internal sealed record IdleSpan(int From, int? To)
{
    private const int Year = 365;

    /// <summary>A readable scale from days to years, on which every threshold is a boundary.</summary>
    public static IReadOnlyList<IdleSpan> Scale(IReadOnlyCollection<int> thresholds)
    {
        int[] round = [0, 1, 7, 14, 30, 60, 90, 180, Year, 2 * Year, 3 * Year, 5 * Year, 10 * Year];

        // A boundary only a few days from a threshold would make a span too short to be useful.
        int[] from = [.. round.Where(day => !thresholds.Any(threshold => Math.Abs(day - threshold) * 4 < threshold)).Union(thresholds).Order()];
        return [.. from.Select((day, index) => new IdleSpan(day, index + 1 < from.Length ? from[index + 1] : null))];
    }

    public bool Contains(TimeSpan idle) => idle.TotalDays >= From && (To is null || idle.TotalDays < To);

    public override string ToString() => (From, To) switch
    {
        (var from, null) => $"{Length(from)} or more",
        (0, 1) => "less than a day",
        (var from, { } to) when from % Year == 0 == (to % Year == 0) => $"{(from % Year == 0 ? from / Year : from)} – {Length(to)}",
        (var from, { } to) => $"{Length(from)} – {Length(to)}",
    };

    private static string Length(int days) => (days / Year, days % Year) switch
    {
        (1, 0) => "1 year",
        (var years and > 1, 0) => $"{years} years",
        _ => $"{days} days",
    };
}
