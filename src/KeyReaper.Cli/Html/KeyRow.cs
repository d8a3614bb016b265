using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Html;

/// <summary>A key with everything that the page says about it.</summary>
/// <param name="Anchor">The row's id on the page.</param>
internal sealed record KeyRow(string Anchor, Step Step, Outcome? Outcome, KeyFate Fate, Forecast? Next)
{
    public AccessKey Key => Step.Key;

    /// <summary>The key's status after the pass.</summary>
    public KeyStatus Status => Outcome switch
    {
        { TookEffect: true, Act: Act.Deactivate } => KeyStatus.Inactive,
        { TookEffect: true, Act: Act.Delete } => KeyStatus.Deleted,
        _ => Key.Status,
    };

    /// <summary>The most urgent first: by verdict, then the longest idle first. For keys whose last use was not looked up, the idle time is not known.</summary>
    public static IReadOnlyList<KeyRow> Of(Report report)
    {
        var outcomes = report.Outcomes.ToDictionary(outcome => outcome.Step);
        var rows =
            from step in report.Plan.Steps
            let outcome = outcomes.GetValueOrDefault(step)
            let fate = KeyFate.Of(report, step, outcome)
            let next = Forecast.Of(report, step, outcome)
            let idle = KnownIdleTime(report, step.Key)
            orderby fate.Tone, fate.Word, idle descending, next?.At ?? DateTimeOffset.MaxValue
            select (step, outcome, fate, next);
        return [.. rows.Select((row, index) => new KeyRow($"k{index + 1}", row.step, row.outcome, row.fate, row.next))];
    }

    private static TimeSpan? KnownIdleTime(Report report, AccessKey key) =>
        key is { Status: not KeyStatus.Deleted, Unreadable: null } && key.IdleAt(report.Now) is { AtMost: false } idle ? idle.Length : null;
}
