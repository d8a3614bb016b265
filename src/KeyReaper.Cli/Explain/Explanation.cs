using KeyReaper.Aws;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Words;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Explain;

/// <summary>One key's verdict in words: what was decided, from which facts, and what comes next.</summary>
internal sealed class Explanation(Report report, Step step)
{
    private readonly AccessKey key = step.Key;
    private readonly Policy policy = report.Settings.Policy;
    private readonly DateTimeOffset now = report.Now;

    public string Verdict => step.Verdict.Act is Act.Keep ? $"It is kept: {Words(step.Verdict.Reason)}." : $"When live, KeyReaper would {Verb(step.Verdict.Act)} this key: {Words(step.Verdict.Reason)}.";

    public IEnumerable<(string Name, string Value)> Facts =>
    [
        ("user", Plain(key.User.Name)),
        ("path", Plain(key.User.Path)),
        .. report.OwnerOf(key.User) is { } owner ? [("owner", Plain(owner))] : Array.Empty<(string, string)>(),
        ("exempt", report.ExemptionOf(key) is { } exemption ? $"{Plain(exemption.Why)}{(exemption.Until is { } day ? $", through {day:yyyy-MM-dd}" : ", no end date")}{(ExemptionText.TooLong(report, key.User, exemption) is { Length: > 0 } tooLong ? $" ({tooLong})" : "")}" : key.Unreadable is null ? "no" : "not known"),
        .. Tags.DefaultIfEmpty(("tags", key.Unreadable is null ? "none of KeyReaper's" : "not read")),
        ("status", key.Status is KeyStatus.Other ? "neither Active nor Inactive" : key.Status.ToString()),
        ("created", Since(key.CreateDate)),
        ("last used", key.LastUse.Match(use => $"{Since(use.Date)}, for {Plain(use.Service)} in {Plain(use.Region)}", () => "never", () => "not looked up")),
        .. key.Status is KeyStatus.Active ? [("idle", Idle(key.IdleAt(now)))] : Array.Empty<(string, string)>(),
        ("inactive since", key.WatchAt(now) is { } watch ? $"{Since(watch.Since)}; last seen so {Wording.Minute(watch.Seen)}" : key.Unreadable is null ? "not recorded" : "not known"),
        .. key.TimesReactivated(now) is var times and > 0 && step.Verdict.Reason is not Reason.Settling ? [("turned back on", Count(times, "time"))] : Array.Empty<(string, string)>(),
        .. key.Unreadable is { } trouble ? [("not read", Plain(trouble.Text))] : Array.Empty<(string, string)>(),
    ];

    public IEnumerable<(string Name, string Value)> Thresholds =>
    [
        ("unused period", $"{Days(policy.UnusedPeriod)}, announced {Days(policy.WarningPeriod)} before its end"),
        ("grace period", policy.DeleteKeys ? Days(policy.GracePeriod) : $"{Days(policy.GracePeriod)}, but deletion is off"),
        ("longest pause", $"{Days(policy.CountedPause)} without a live look"),
    ];

    /// <summary>The rows that were tried, up to the first that matches.</summary>
    public IEnumerable<(Row Row, bool Matches)> Rows
    {
        get
        {
            var situation = new Situation(key, policy, now);
            var misses = Judge.Rows.TakeWhile(row => !row.Matches(situation)).ToArray();
            return [.. misses.Select(row => (row, false)), (Judge.Rows[misses.Length], true)];
        }
    }

    public string Next => step.Verdict.Reason switch
    {
        Reason.Unknown => "What could not be read is read again the next time. Until then nothing is done to the key.",
        Reason.Exempt => report.ExemptionOf(key) is { Until: { } day }
            ? $"The exemption ends after {day:yyyy-MM-dd} (UTC). From the next day on the other rows decide{Then}."
            : "Nothing changes as long as it is exempt.",
        Reason.Settling => $"If it is still active at {Wording.Minute(key.InactiveSince(now)!.Value + Judge.SettlingPeriod)}, someone has turned it back on.",
        Reason.InUse or Reason.DueSoon => $"Unless it is used before then, it is due for deactivation on {Wording.Minute(Due)}.",
        Reason.InGrace => $"Unless it is turned back on before then, it is due for deletion on {Wording.Minute(Due)}.",
        Reason.NoRoom => $"Its user has {IamUser.MostTags} tags. Once one is removed, KeyReaper can remember the key, and acts.",
        Reason.InUseAfterAll => "KeyReaper never deletes it. If it is needed, turn it back on; its idle time then starts anew. If not, delete it.",
        Reason.DeletionOff => "It stays inactive until someone deletes it, or DELETE_KEYS is true again.",
        Reason.UnknownStatus => "Nothing is done to a key with a status that this version does not know.",
        Reason.Reactivated => $"Its idle time starts anew: unless it is used, it is due for deactivation {Days(policy.UnusedPeriod)} after the pass that records this.",
        Reason.FoundInactive when !policy.DeleteKeys => "Its grace period starts. Deletion is off, so it stays.",
        Reason.FoundInactive or Reason.NotWatched => $"Its grace period starts: unless it is turned back on, it is due for deletion {Days(policy.GracePeriod)} after the pass that records this.",
        Reason.Unused or Reason.NeverUsed when policy.DeleteKeys => $"{Days(policy.GracePeriod)} after that it would be deleted, unless someone turns it back on. To keep it: use it, or exempt the user.",
        Reason.Unused or Reason.NeverUsed => "It would stay inactive: deletion is off. To keep it active: use it, or exempt the user.",
        Reason.GraceOver => "Deletion is final. To keep it: turn it back on and use it, or exempt the user.",
        Reason.KeyDeleted or _ => "",
    };

    /// <summary>What can be done about the key, each with its command.</summary>
    public IEnumerable<(string What, string Command)> Remedies =>
    [
        .. key.Status is KeyStatus.Inactive ? [("Turn it back on.", Commands.Activate(key))] : Array.Empty<(string, string)>(),
        .. step.Verdict.Reason is not Reason.Exempt
            ? [($"Postpone this key alone, through {Commands.Until(report):yyyy-MM-dd}. Put the reason in place of REASON.", Commands.Postpone(report, key)), ("Exempt all keys of the user, through the same day.", Commands.Exempt(report, key.User))]
            : Array.Empty<(string, string)>(),
        .. Trail.OfUse(key, now) is { } use ? [($"Where it was last used from. {Trail.WhatUseShows}", use)] : Array.Empty<(string, string)>(),
        .. step.Verdict.Reason is Reason.FoundInactive ? [($"Who turned it off. {Trail.WhatOffShows}", Trail.OfTurningOff(key))] : Array.Empty<(string, string)>(),
    ];

    private static string Idle(IdleTime idle) => $"{Days(idle)}, since {Wording.Minute(idle.Since)}, when it was {idle.From switch
    {
        IdleFrom.Creation => "made",
        IdleFrom.LastUse => "last used",
        IdleFrom.Reactivation or _ => "turned back on",
    }}";

    private string Then => EndingExemption.Of(key.User, report.ExemptionOf(key)!, key.Id, [key], policy) is { Then: [var then] } ending ? $": by what is known now, {ExemptionText.Then(report, ending, then)}" : "";

    private DateTimeOffset Due => report.NextStep(step)!.Value;

    private IEnumerable<(string Name, string Value)> Tags =>
        from tag in key.User.Tags
        where new[] { Policy.ExemptTag, Policy.ExemptTagOf(key.Id), KeyClock.TagKey(key.Id) }.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)
        orderby tag.Key
        select ("tag", $"{Plain(tag.Key)} = {Plain(tag.Value)}{(tag.Value == key.ClockTag?.Value && key.ClockAt(now) is null ? " (impossible, counts as absent)" : "")}");

    private string Since(DateTimeOffset time) => $"{Wording.Minute(time)}, {Days(now - time)} ago";


    private static string Words(Reason reason) => JsonWord.Of(reason).Replace('-', ' ');
}
