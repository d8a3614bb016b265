using System.Text.Json;
using System.Text.Json.Serialization;
using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Explain;

/// <summary>An explanation, for programs. Times are UTC. <c>infra/explanation.schema.json</c> describes it.</summary>
internal sealed record ExplanationJson(
    string SchemaVersion, DateTime Time, string Account, string Caller, JsonKey Key, string Verdict, string Next, JsonExemption? Exemption, JsonThresholds Settings, IReadOnlyList<JsonRow> Rows, IReadOnlyList<string> ByHand)
{
    public static ExplanationJson Of(Report report, Step step, string callerArn)
    {
        var explanation = new Explanation(report, step);
        var outcome = report.Plan.Without(Result.Rehearsed).FirstOrDefault(outcome => outcome.Step == step);
        return new(
            SchemaVersion: "1.0",
            report.Now.UtcDateTime,
            report.AccountId,
            callerArn,
            JsonKey.Of(report, step, outcome),
            explanation.Verdict,
            explanation.Next,
            report.ExemptionOf(step.Key) is { } exemption ? new(exemption.Why, exemption.Until) : null,
            JsonThresholds.Of(report.Settings.Policy),
            [.. explanation.Rows.Select(row => new JsonRow(row.Row.Status, row.Row.And, row.Matches))],
            [.. Seen.ByHand.Of(report, step).Where(line => !line.StartsWith('#'))]);
    }

    public string Render() => JsonSerializer.Serialize(this, ExplanationJsonContext.Relaxed.ExplanationJson);
}

internal sealed record JsonExemption(string Why, DateOnly? Until);

internal sealed record JsonThresholds(double UnusedDays, double GraceDays, double WarnDays, double LongestPauseDays, bool DeleteKeys)
{
    public static JsonThresholds Of(Policy policy) =>
        new(policy.UnusedPeriod.TotalDays, policy.GracePeriod.TotalDays, policy.WarningPeriod.TotalDays, policy.CountedPause.TotalDays, policy.DeleteKeys);
}

/// <param name="Status">What the row requires of the key's status.</param>
/// <param name="And">What else the row requires.</param>
internal sealed record JsonRow(string Status, string And, bool Matches);

[JsonSerializable(typeof(ExplanationJson))]
internal sealed partial class ExplanationJsonContext : JsonSerializerContext
{
    public static ExplanationJsonContext Relaxed { get; } = new(RelaxedJson.Options());
}
