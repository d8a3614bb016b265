using KeyReaper.Asked;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Organization;

/// <summary>What a run over an organization found, what it did, and what it could not do.</summary>
/// <param name="Settings">The settings of the function that reports, as a dry run if the run was asked to rehearse.</param>
/// <param name="LogGroup">The log group that has every account's own report.</param>
internal sealed record OrganizationReport(DateTimeOffset Now, Settings Settings, string OrganizationId, string LogGroup, Run Run)
{
    /// <summary>The settings as they were for the passes: if any pass could act the run was live, even if the stack has been set to rehearse meanwhile.</summary>
    public Settings Settings { get; } = Run.Digests.Any(digest => digest.Live is { Accounts: > 0 }) ? Settings with { DryRun = false } : Settings;

    public bool DryRun => Settings.DryRun;

    /// <summary>As many lines as the digests had room for, what matters most first.</summary>
    public IReadOnlyList<AccountLine> Lines { get; } =
        [.. Run.Digests.SelectMany(digest => digest.Accounts ?? []).Order(AccountLine.ByWeight)];

    /// <summary>The passes that could act.</summary>
    public Tally Live { get; } = Tally.Sum(Run.Digests.Select(digest => digest.Live).OfType<Tally>());

    /// <summary>The passes that rehearsed.</summary>
    public Tally Rehearsed { get; } = Tally.Sum(Run.Digests.Select(digest => digest.DryRun).OfType<Tally>());

    /// <summary>Accounts that have a result which could not be digested.</summary>
    public IReadOnlyList<string> Undigested { get; } = [.. Run.Digests.SelectMany(digest => digest.Undigested ?? []).Order(StringComparer.Ordinal)];

    /// <summary>How many accounts rehearsed and would trip the brake on going live.</summary>
    public int WouldTrip { get; } = Run.Digests.Sum(digest => digest.WouldTrip ?? 0);

    /// <summary>How many accounts' events are not on the event bus.</summary>
    public int Unsent { get; } = Run.Digests.Sum(digest => digest.Unsent ?? 0);

    /// <summary>Why, for one of them.</summary>
    public string? WhyUnsent { get; } = Run.Digests.Select(digest => digest.WhyUnsent).FirstOrDefault(why => why is not null);

    /// <summary>Whether the organization's brake stopped the run before its first act.</summary>
    public bool Stopped => Run.Brake is { Stopped: true };

    /// <summary>The organization's brake, if going live would trip it.</summary>
    public OrganizationBrake? WouldBeStopped => DryRun && Run.Brake is { Tripped: true } brake ? brake : null;

    /// <summary>How much falls due on which day in all accounts together.</summary>
    public IReadOnlyList<Due> Ahead { get; } = Due.Sum(Run.Digests.SelectMany(digest => Calendar.Read(digest.Ahead)));

    /// <summary>Those days on which the organization's brake would stop a run.</summary>
    public IReadOnlyList<Due> TooMuchAhead => [.. Ahead.Where(day => Run.Brake?.Stops(day) is true)];

    /// <summary>Whether there may be results that are in no digest.</summary>
    public bool LacksDigests => Run.Trouble is not null || Run.Digests.Count * 100 < Run.Asked || Run.Digests.Any(digest => digest.Unreadable is not null);

    public int RootAccessKeys { get; } = Run.Digests.Sum(digest => digest.RootAccessKeys);

    /// <summary>How many accounts have a result, but could not find out whether their root user has access keys.</summary>
    public int RootUnknown { get; } = Run.Digests.Sum(digest => digest.RootUnknown ?? 0);

    public Origin? Origin { get; init; }

    /// <summary>How many accounts have that standing, with or without a line.</summary>
    public int Count(Standing standing) => Run.Digests.Sum(digest => digest.Standings?.GetValueOrDefault(standing) ?? 0);

    /// <summary>Whether the run ended before it entered any account. Its numbers may then be those of a part of the organization.</summary>
    public bool NeverBegan => Run.Trouble is not null && Run.Asked == 0;

    /// <summary>How many accounts have a result.</summary>
    public int Covered => Run.Digests.Sum(digest => digest.Standings?.Values.Sum() ?? 0);

    /// <summary>How many accounts were to be covered and have no result.</summary>
    public int Missing => Run.Asked - Covered;

    /// <summary>Whether a live pass may have acted without giving an answer.</summary>
    public bool MayHaveDoneMore => !DryRun && !Stopped && (Count(Standing.Failed) > 0 || Missing > 0 || Undigested.Count > 0);

    public int NeedingAttention => Count(Standing.Unreachable) + Count(Standing.Failed) + Count(Standing.Attention);

    /// <summary>How many active accounts are not on the list of accounts to include. Zero for a run that did not get through, which may have asked for none for another reason.</summary>
    public int NotIncluded => Run.Trouble is null ? Run.Active - Run.Asked - Run.Excluded.Count : 0;

    public Upshot Upshot =>
        Run.Trouble is not null || Stopped || NeedingAttention > 0 || Missing != 0 || Undigested.Count > 0 || Run.NotFound.Count > 0 || Unsent > 0 ? Upshot.Attention
        : Count(Standing.Changed) > 0 ? Upshot.Changed
        : Count(Standing.Due) > 0 ? Upshot.Due
        : Upshot.Quiet;
}
