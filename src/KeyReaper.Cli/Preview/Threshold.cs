using KeyReaper.Pass;

namespace KeyReaper.Cli.Preview;

/// <summary>From which finding on a command fails, for use in pipelines.</summary>
internal static class Threshold
{
    public static IReadOnlyList<string> Words { get; } = ["due", "act", "attention"];

    /// <param name="word">One of <see cref="Words"/>; null if no finding is to make it fail.</param>
    public static bool IsReached(string? word, params IEnumerable<Report> reports) => word switch
    {
        null => false,
        "due" => reports.Any(report => report.Upshot >= Upshot.Due),
        "act" => reports.Any(report => report.Upshot >= Upshot.Changed),
        _ => reports.Any(report => report.Upshot >= Upshot.Attention),
    };
}
