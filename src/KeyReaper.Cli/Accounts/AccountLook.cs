using KeyReaper.Pass;

namespace KeyReaper.Cli.Accounts;

/// <summary>What was seen in one of many accounts.</summary>
/// <param name="Name">The account's id, or the profile by which to enter it.</param>
/// <param name="CallerArn">Who looked; null if it could not be entered.</param>
/// <param name="Report">Null if it could not be entered.</param>
/// <param name="Trouble">Why nothing is known about its access keys; null if they were read.</param>
internal sealed record AccountLook(string Name, string? CallerArn, Report? Report, string? Trouble)
{
    public static AccountLook Of(string name, string callerArn, Report report) => new(name, callerArn, report, report.Listing.BrokeOff?.Text);

    public string Id => Report?.AccountId ?? Name;

    /// <summary>Null if nothing is known, which is not the same as zero.</summary>
    public AccountFigures? Figures { get; } = Trouble is null && Report is not null ? AccountFigures.Of(Report) : null;

    public bool FellShort => Figures is null || Report is { FellShort: true };

    /// <summary>Sorted, the worst first.</summary>
    public static IEnumerable<AccountLook> Ranked(IEnumerable<AccountLook> all) =>
        all.OrderBy(look => look.Figures is not null)
            .ThenByDescending(look => look.Figures?.Failed)
            .ThenByDescending(look => look.Figures?.Deactivated + look.Figures?.Deleted)
            .ThenByDescending(look => look.Figures?.Unused + look.Figures?.Inactive)
            .ThenByDescending(look => look.Figures?.Due)
            .ThenByDescending(look => look.Figures?.RootAccessKeys)
            .ThenBy(look => look.Id, StringComparer.Ordinal);
}
