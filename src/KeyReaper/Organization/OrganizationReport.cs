using KeyReaper.Asked;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Organization;

/// <summary>What a run over an organization found, did and could not do.</summary>
/// <param name="Settings">Of the function that reports, with the run's own wish to rehearse.</param>
/// <param name="LogGroup">Which has every account's own report.</param>
internal sealed record OrganizationReport(DateTimeOffset Now, Settings Settings, string OrganizationId, string LogGroup, Run Run)
{
    /// <summary>As they were for the passes: one that acted was live, even if the functions rehearse by now.</summary>
    public Settings Settings { get; } = Run.Digests.Any(digest => digest.Live is { Accounts: > 0 }) ? Settings with { DryRun = false } : Settings;

    public bool DryRun => Settings.DryRun;

    /// <summary>As many as the digests had room for, what matters most first.</summary>
    public IReadOnlyList<AccountLine> Lines { get; } =
        [.. Run.Digests.SelectMany(digest => digest.Accounts ?? []).Order(AccountLine.ByWeight)];

    /// <summary>The passes that could act.</summary>
    public Tally Live { get; } = Tally.Sum(Run.Digests.Select(digest => digest.Live).OfType<Tally>());

    /// <summary>The passes that rehearsed.</summary>
    public Tally Rehearsed { get; } = Tally.Sum(Run.Digests.Select(digest => digest.DryRun).OfType<Tally>());

    /// <summary>Accounts whose results are there, and could not be digested.</summary>
    public IReadOnlyList<string> Undigested { get; } = [.. Run.Digests.SelectMany(digest => digest.Undigested ?? []).Order(StringComparer.Ordinal)];

    /// <summary>Accounts that rehearsed, and in which going live would trip the brake.</summary>
    public int WouldTrip { get; } = Run.Digests.Sum(digest => digest.WouldTrip ?? 0);

    /// <summary>Accounts whose events are not on the bus.</summary>
    public int Unsent { get; } = Run.Digests.Sum(digest => digest.Unsent ?? 0);

    /// <summary>Of one of them.</summary>
    public string? WhyUnsent { get; } = Run.Digests.Select(digest => digest.WhyUnsent).FirstOrDefault(why => why is not null);

    /// <summary>The organization's brake stopped the run before its first act.</summary>
    public bool Stopped => Run.Brake is { Stopped: true };

    /// <summary>The organization's brake, where going live would trip it.</summary>
    public OrganizationBrake? WouldBeStopped => DryRun && Run.Brake is { Tripped: true } brake ? brake : null;

    /// <summary>What falls due on which day in all accounts together.</summary>
    public IReadOnlyList<Due> Ahead { get; } = Due.Sum(Run.Digests.SelectMany(digest => Calendar.Read(digest.Ahead)));

    /// <summary>The days of these on which the organization's brake would stop a run.</summary>
    public IReadOnlyList<Due> TooMuchAhead => [.. Ahead.Where(day => Run.Brake?.Stops(day) is true)];

    /// <summary>Results may be there that no digest tells of.</summary>
    public bool LacksDigests => Run.Trouble is not null || Run.Digests.Count * 100 < Run.Asked || Run.Digests.Any(digest => digest.Unreadable is not null);

    public int RootAccessKeys { get; } = Run.Digests.Sum(digest => digest.RootAccessKeys);

    /// <summary>Accounts with a result that do not know whether their root user has access keys.</summary>
    public int RootUnknown { get; } = Run.Digests.Sum(digest => digest.RootUnknown ?? 0);

    public Origin? Origin { get; init; }

    /// <summary>Accounts of that standing, with a line or without.</summary>
    public int Count(Standing standing) => Run.Digests.Sum(digest => digest.Standings?.GetValueOrDefault(standing) ?? 0);

    /// <summary>It went through no account. Its numbers may be those of a part of the organization.</summary>
    public bool NeverBegan => Run.Trouble is not null && Run.Asked == 0;

    /// <summary>Accounts with a result.</summary>
    public int Covered => Run.Digests.Sum(digest => digest.Standings?.Values.Sum() ?? 0);

    /// <summary>Accounts to be gone through, of which nothing is known.</summary>
    public int Missing => Run.Asked - Covered;

    /// <summary>A live pass may have acted and given no answer.</summary>
    public bool MayHaveDoneMore => !DryRun && !Stopped && (Count(Standing.Failed) > 0 || Missing > 0 || Undigested.Count > 0);

    public int NeedingAttention => Count(Standing.Unreachable) + Count(Standing.Failed) + Count(Standing.Attention);

    /// <summary>Active accounts that a list of accounts to include does not name. A run that did not get through may have asked for none for another reason.</summary>
    public int NotIncluded => Run.Trouble is null ? Run.Active - Run.Asked - Run.Excluded.Count : 0;

    public Upshot Upshot =>
        Run.Trouble is not null || Stopped || NeedingAttention > 0 || Missing != 0 || Undigested.Count > 0 || Run.NotFound.Count > 0 || Unsent > 0 ? Upshot.Attention
        : Count(Standing.Changed) > 0 ? Upshot.Changed
        : Count(Standing.Due) > 0 ? Upshot.Due
        : Upshot.Quiet;
}
