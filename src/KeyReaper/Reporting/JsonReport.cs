using System.Text.Json;
using System.Text.Json.Serialization;
using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Reporting;

/// <summary>The report for programs: the same facts as the e-mail. Times are UTC. <c>infra/report.schema.json</c> describes it.</summary>
internal sealed record JsonReport(
    string SchemaVersion,
    string Audience,
    string? Owner,
    string Mode,
    string Outcome,
    DateTime Time,
    JsonAccount Account,
    string Result,
    bool NeedsAttention,
    string Inventory,
    JsonBrake Brake,
    JsonWatch Watch,
    JsonAhead Ahead,
    Counts Counts,
    JsonOwners? Owners,
    string Version,
    string? RunId,
    int? RootAccessKeys,
    IReadOnlyList<string> Acknowledged,
    IReadOnlyList<string> Attention,
    int AttentionLeftOut,
    IReadOnlyList<string> Notices,
    int NoticesLeftOut,
    IReadOnlyList<string> PermissionsToAdd,
    IReadOnlyList<JsonKey> Keys,
    int KeysLeftOut,
    IReadOnlyList<JsonExemption> ExemptUsers,
    int ExemptUsersLeftOut,
    IReadOnlyList<JsonExemption> ExemptKeys,
    int ExemptKeysLeftOut,
    double? MaxExemptDays,
    JsonNotAccessKeys? NotAccessKeys)
{
    /// <summary>The whole report, with nothing left out.</summary>
    /// <param name="inUse">Whether to list also keys that were read and are simply in use.</param>
    public static JsonReport Of(Report report, bool inUse = false)
    {
        var outcomes = report.Outcomes.ToDictionary(outcome => outcome.Step);
        return new(
            SchemaVersion: "1.4",
            Audience: JsonWord.Of(report.Audience),
            Owner: report.Owner,
            Mode: report.Settings.ModeWord,
            Outcome: JsonWord.Of(report.Upshot),
            Time: report.Now.UtcDateTime,
            Account: new(report.AccountId, report.AccountAlias),
            Result: TextReport.Sentence(report),
            NeedsAttention: report.Upshot is Upshot.Attention,
            Inventory: TextReport.Inventory(report),
            Brake: new(report.Plan.Brake.Tripped, report.Plan.Brake.MaxDeactivations, report.Plan.Brake.MaxDeletions),
            Watch: JsonWatch.Of(report),
            Ahead: JsonAhead.Of(report.Outlook),
            Counts: Counts.Of(report),
            Owners: JsonOwners.Of(report),
            Version: Origin.Version,
            RunId: report.Origin?.RunId,
            RootAccessKeys: report.Owner is null ? report.Listing.RootAccessKeys : null,
            Acknowledged: [.. report.Settings.Acknowledged.Select(JsonWord.Of)],
            Attention: [.. Reporting.Attention.Sentences(report)],
            AttentionLeftOut: 0,
            Notices: [.. Reporting.Notices.Sentences(report)],
            NoticesLeftOut: 0,
            PermissionsToAdd: Reporting.Attention.Grants(report),
            Keys:
            [
                .. report.Plan.Steps
                    .Where(step => inUse || step.Verdict.Reason is not Reason.InUse)
                    .OrderBy(step => !outcomes.ContainsKey(step)) // what was or would be done comes first, so that it is left out last
                    .ThenBy(step => step.Verdict.Reason is Reason.InUse)
                    .Select(step => JsonKey.Of(report, step, outcomes.GetValueOrDefault(step))),
            ],
            KeysLeftOut: 0,
            ExemptUsers: JsonExemption.OfUsers(report),
            ExemptUsersLeftOut: 0,
            ExemptKeys: JsonExemption.OfKeys(report),
            ExemptKeysLeftOut: 0,
            MaxExemptDays: report.Settings.Policy.LongestExemption?.TotalDays,
            NotAccessKeys: JsonNotAccessKeys.Of(report));
    }

    /// <param name="most">How many entries each list may have: attention, notices, keys, exempt users. The others are counted.</param>
    public string Render(int most) => JsonSerializer.Serialize(
        this with
        {
            Attention = [.. Attention.Take(most)],
            AttentionLeftOut = Math.Max(0, Attention.Count - most),
            Notices = [.. Notices.Take(most)],
            NoticesLeftOut = Math.Max(0, Notices.Count - most),
            Keys = [.. Keys.Take(most)],
            KeysLeftOut = Math.Max(0, Keys.Count - most),
            ExemptUsers = [.. ExemptUsers.Take(most)],
            ExemptUsersLeftOut = Math.Max(0, ExemptUsers.Count - most),
            ExemptKeys = [.. ExemptKeys.Take(most)],
            ExemptKeysLeftOut = Math.Max(0, ExemptKeys.Count - most),
            NotAccessKeys = NotAccessKeys?.Most(most),
        },
        JsonReportJson.Relaxed.JsonReport);
}

internal sealed record JsonAccount(string Id, string? Alias);

internal sealed record JsonBrake(bool Tripped, int MaxDeactivations, int MaxDeletions);

/// <param name="LongestPauseDays">For how long no live pass may look before an inactive key's grace period begins anew. This can be less than the setting.</param>
/// <param name="Lapsed">Keys whose grace period begins anew for that reason.</param>
/// <param name="LongestGapDays">The longest time for which one of them was not seen.</param>
internal sealed record JsonWatch(double LongestPauseDays, int Lapsed, double LongestGapDays)
{
    public static JsonWatch Of(Report report) => new(
        report.Settings.Policy.CountedPause.TotalDays,
        report.Effective(Act.StartGrace).Count(outcome => outcome.Step.Verdict.Reason is Reason.NotWatched),
        Math.Round(report.LongestGap.TotalDays, 1));
}

/// <param name="Days">Days on which access keys fall due, the next first; at most <see cref="Due.MostDays"/>.</param>
/// <param name="Exceeding">The first day on which more deactivations fall due than the brake allows, and the first on which more deletions do.</param>
internal sealed record JsonAhead(IReadOnlyList<Due> Days, IReadOnlyList<JsonExcess> Exceeding)
{
    public static JsonAhead Of(Outlook outlook) =>
        new(outlook.Soonest, [.. outlook.Excesses.Select(excess => new JsonExcess(excess.Date, JsonWord.Of(excess.Act), excess.Due, excess.Limit))]);
}

internal sealed record JsonExcess(DateOnly Date, string Act, int Due, int Limit);

/// <param name="Concerned">Owners of keys that were deactivated or deleted, or are due.</param>
/// <param name="Told">How many of them get a message of their own.</param>
internal sealed record JsonOwners(int Concerned, int Told)
{
    public static JsonOwners? Of(Report report) => report is { Owner: null, Settings.OwnerTag: not null } ? new(Owners.Concerned(report).Count, Owners.Told(report).Count) : null;
}

internal sealed record JsonKey(
    string AccessKeyId, string User, string Path, string? Owner, string Status, DateTime? Created, string? LastUse, JsonLastUse? LastUsed, DateTime? InactiveSince, DateTime? SeenInactive, int? TimesReactivated,
    bool? NeverUsed, string Act, string Reason, string? Result, string? Detail, DateTime? NextStep,
    IReadOnlyList<string>? Controls)
{
    public static JsonKey Of(Report report, Step step, Outcome? outcome)
    {
        var key = step.Key;
        var controls = Reporting.Controls.ServedBy(step.Verdict.Act, report.Settings.Policy);
        return new(
            key.Id, key.User.Name, key.User.Path, report.OwnerOf(key.User), JsonWord.Of(key.Status),
            key is { Status: KeyStatus.Deleted } or { Unreadable: not null } ? null : key.CreateDate.UtcDateTime,
            key is { Status: KeyStatus.Deleted } ? null : key.LastUse.Match(_ => "used", () => "never", () => "not-looked-up"),
            key.LastUse is LastUse.At use ? new(use.Date.UtcDateTime, use.Service, use.Region) : null,
            key.InactiveSince(report.Now)?.UtcDateTime, key.WatchAt(report.Now)?.Seen.UtcDateTime, key.Unreadable is null ? key.TimesReactivated(report.Now) : null,
            key.LastUse.Match<bool?>(_ => false, () => true, () => null), JsonWord.Of(step.Verdict.Act), JsonWord.Of(step.Verdict.Reason),
            outcome is null ? null : JsonWord.Of(outcome.Result), outcome?.Detail ?? key.Unreadable?.Text ?? report.ExemptionOf(key)?.Why, report.NextStep(step)?.UtcDateTime,
            controls.Count > 0 ? controls : null);
    }
}

internal sealed record JsonLastUse(DateTime Date, string Service, string Region);

[JsonSerializable(typeof(JsonReport))]
internal sealed partial class JsonReportJson : JsonSerializerContext
{
    public static JsonReportJson Relaxed { get; } = new(RelaxedJson.Options());
}
