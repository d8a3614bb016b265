using KeyReaper.Asked;
using KeyReaper.Rules;

namespace KeyReaper.Pass;

/// <summary>What a pass found, what it did, and what it could not do.</summary>
internal sealed record Report(DateTimeOffset Now, Settings Settings, string AccountId, string? AccountAlias, Listing Listing, Plan Plan, IReadOnlyList<Outcome> Outcomes)
{
    public bool DryRun => Settings.DryRun;

    public string Mode => Settings.Mode;

    public IEnumerable<Step> Kept(params IReadOnlyList<Reason> reasons) => Plan.Steps.Where(step => step.Verdict.Act is Act.Keep && reasons.Contains(step.Verdict.Reason));

    public IEnumerable<Outcome> Of(Act act) => Outcomes.Where(outcome => outcome.Act == act);

    /// <summary>Acts that took effect; in a dry run, those that would have been attempted.</summary>
    public IEnumerable<Outcome> Effective(Act act) => Of(act).Where(outcome => DryRun ? outcome.Result is Result.Rehearsed : outcome.TookEffect);

    /// <summary>Keys that were judged, one by one or by the credential report alone.</summary>
    public int KeysScanned => Listing.KeysRuledOut + Plan.Steps.Count(step => step.Key.Status is not KeyStatus.Deleted);

    public int KeysInUse => Listing.KeysRuledOut + Kept(Reason.InUse, Reason.DueSoon, Reason.Settling).Count();

    /// <summary>Keys and users that could not be read, and acts that failed in whole or in part.</summary>
    public int Failures => Listing.UnlistedUsers.Count + Unreadable.Count + WithoutRoom.Count + Outcomes.Count(outcome => outcome.Result is Result.Failed or Result.DoneUnrecorded) + (Listing.BrokeOff is null ? 0 : 1);

    /// <summary>Planned steps that a guard or the time budget stopped.</summary>
    public int NotAttempted => Outcomes.Count(outcome => outcome.Result is Result.NotAttempted or Result.Withheld && !outcome.Waits);

    /// <summary>The value of the owner tag; a blank one names nobody.</summary>
    public string? OwnerOf(IamUser user) => Settings.OwnerTag is { } tag && user.Tags.TryGetValue(tag, out var owner) && !string.IsNullOrWhiteSpace(owner) ? owner : null;

    /// <summary>The owner, if the report is only about one owner's keys.</summary>
    public string? Owner { get; init; }

    /// <summary>The hub's settings for all accounts of its organization, without this account's overrides; null if the pass is not a hub's.</summary>
    public Policy? Shared { get; init; }

    /// <summary>Null if no function made the report, as in <c>keyreaper preview</c>.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether a hub made the pass, in one of the many accounts of its organization.</summary>
    public bool OfMany => Shared is not null;

    /// <summary>Whether the pass rehearsed for the second round of a live run, in which another pass will do and report what this one found.</summary>
    public bool Rehearsal { get; init; }

    public Audience Audience => Owner is not null ? Audience.Owner : OfMany ? Audience.Account : Audience.Summary;

    /// <summary>The tag by which a tool such as CloudFormation or Terraform shows that it made this user.</summary>
    public KeyValuePair<string, string>? ToolTagOf(IamUser user) =>
        user.Tags.Where(tag => Settings.ToolTags.Any(pattern => pattern.Matches(tag))).OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => (KeyValuePair<string, string>?)tag).FirstOrDefault();

    /// <summary>Empty for an owner: the brake counts all keys of an account, so it says nothing about theirs.</summary>
    public Outlook Outlook => Owner is not null || Listing.BrokeOff is not null ? Outlook.None : Outlook.Of(Plan, Listing, Settings.Policy, Now);

    /// <summary>Whether the report also tells what is not about access keys. An owner's report is about access keys only.</summary>
    public bool TellsOfNoKeys => Owner is null && Settings.Policy.PasswordPeriod > TimeSpan.Zero;

    /// <summary>Null if it is not known, or not to be reported.</summary>
    public NotAccessKeys? NotAccessKeys => TellsOfNoKeys ? NotAccessKeys.Of(Listing, Settings.Policy, Now) : null;

    public bool BrakeHeld => !DryRun && Listing.BrokeOff is null && Plan.Brake.Tripped;

    public Exemption? ExemptionOf(AccessKey key) => Settings.Policy.ExemptionOf(key, Now);

    public IReadOnlyList<Step> Unreadable => [.. Kept(Reason.Unknown)];

    /// <summary>Keys that are exempt by themselves: their users are not.</summary>
    public IReadOnlyList<Step> ExemptKeys => [.. Kept(Reason.Exempt).Where(step => step.Key.Status is not KeyStatus.Deleted)];

    /// <summary>Exemptions that end within the warning period.</summary>
    public IReadOnlyList<EndingExemption> EndingExemptions => EndingExemption.Of(Listing, ExemptKeys.Select(step => step.Key), Settings.Policy, Now);

    /// <summary>Keys left as they are because their users have no room for a tag.</summary>
    public IReadOnlyList<Step> WithoutRoom => [.. Kept(Reason.NoRoom)];

    /// <summary>Keys that KeyReaper deactivated although they were in use, as IAM reported only later.</summary>
    public IReadOnlyList<Step> InUseAfterAll => [.. Kept(Reason.InUseAfterAll)];

    /// <summary>The longest time for which no live pass saw a key inactive, among keys whose grace period begins anew for that reason.</summary>
    public TimeSpan LongestGap => Of(Act.StartGrace).Where(outcome => outcome.Step.Verdict.Reason is Reason.NotWatched)
        .Max(outcome => Now - outcome.Step.Key.WatchAt(Now)?.Seen) ?? TimeSpan.Zero;

    /// <summary>Whether the pass did less than it should have. Its report goes out all the same, and then the invocation ends as an error.</summary>
    public bool FellShort =>
        Listing.BrokeOff is not null || Listing.UnlistedUsers.Count > 0 || Unreadable.Count > 0 || WithoutRoom.Count > 0 || Outcomes.Any(outcome => outcome.FellShort);

    public IEnumerable<string> MissingPermissions =>
        new[] { Listing.BrokeOff?.MissingPermission, Listing.WhyWalked?.MissingPermission }
            .Concat(Listing.UnlistedUsers.Select(one => one.Trouble.MissingPermission))
            .Concat(Unreadable.Select(step => step.Key.Unreadable?.MissingPermission))
            .Concat(Outcomes.Select(outcome => outcome.MissingPermission))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>When the verdict on this key changes if nobody does anything; null if it will not.</summary>
    public DateTimeOffset? NextStep(Step step) => step switch
    {
        { Verdict.Reason: Reason.InUse or Reason.DueSoon } => step.Key.IdleAt(Now).Since + Settings.Policy.UnusedPeriod,
        { Verdict.Reason: Reason.InGrace } => step.Key.InactiveSince(Now) + Settings.Policy.GracePeriod,
        _ => null,
    };

    /// <summary>Keys that are deactivated or deleted within the warning period, soonest first.</summary>
    public IEnumerable<Step> DueSoon =>
        from step in Plan.Steps
        where step.Verdict.Reason is Reason.DueSoon or Reason.InGrace
        let due = NextStep(step)
        where due - Now <= Settings.Policy.WarningPeriod && Settings.Policy.WarningPeriod > TimeSpan.Zero
        orderby due
        select step;

    public Upshot Upshot =>
        FellShort || InUseAfterAll.Count > 0 ? Upshot.Attention
        : Outcomes.Any(outcome => outcome.Act is not Act.KeepWatch && !outcome.Waits) ? Upshot.Changed
        : DueSoon.Any() || EndingExemptions.Count > 0 || Outlook.Excesses.Count > 0 || Outcomes.Any(outcome => outcome.Waits) ? Upshot.Due
        : Upshot.Quiet;
}
