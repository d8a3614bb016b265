using System.Text.Json;
using KeyReaper.Reporting;

namespace KeyReaper.Organization;

/// <summary>What the organization's report needs of some accounts' results: counts of all, and a line of as many as there is room for.</summary>
/// <param name="Standings">How many accounts of each standing.</param>
/// <param name="Live">The passes that could act.</param>
/// <param name="DryRun">The passes that rehearsed. Their counts of acts are of what would have been done.</param>
/// <param name="RootAccessKeys">Active access keys of root users, as far as they are known.</param>
/// <param name="Accounts">What matters most first.</param>
/// <param name="Undigested">Ids of accounts whose results could not be digested: in place of all else.</param>
public sealed record Digest(
    IReadOnlyDictionary<Standing, int>? Standings = null,
    Tally? Live = null,
    Tally? DryRun = null,
    int RootAccessKeys = 0,
    IReadOnlyList<AccountLine>? Accounts = null,
    IReadOnlyList<string>? Undigested = null)
{
    private const int LongestText = 300;

    /// <param name="room">Bytes of JSON that the digest may take. Its counts take some 800 even where there is less.</param>
    internal static Digest Of(IReadOnlyList<AccountResult> results, int room)
    {
        AccountLine[] lines = [.. results.Select(LineOf).OrderBy(line => line.Standing).ThenBy(line => line.Id, StringComparer.Ordinal)];
        Summary[] passes = [.. results.Where(result => result.Answer is not null).Select(result => result.Answer!)];
        var digest = new Digest(
            lines.CountBy(line => line.Standing).ToDictionary(),
            Tally.Of(passes.Where(pass => !pass.Rehearsed)), Tally.Of(passes.Where(pass => pass.Rehearsed)),
            passes.Sum(pass => pass.RootAccessKeys), []);

        var left = room - OrganizationJson.Measuring.Bytes(digest);
        return digest with { Accounts = [.. lines.TakeWhile(line => (left -= OrganizationJson.Measuring.Bytes(line) + 1) >= 0)] };
    }

    private static AccountLine LineOf(AccountResult result)
    {
        var (standing, text) = result switch
        {
            { Answer: { } pass } => (StandingOf(pass), AccountText.Of(pass)),
            { Outcome: "done" } => (Standing.Failed, "The pass gave no answer that can be understood."),
            { Outcome: "off" } => (Standing.Off, AccountText.Of(result.Why)),
            { Outcome: "unreachable" } => (Standing.Unreachable, AccountText.Of(result.Why)),
            _ => (Standing.Failed, AccountText.Of(result.Why)),
        };
        return new(result.AccountId, standing, Fitting.Characters(text, LongestText), result.Name ?? result.Answer?.Alias);
    }

    private static Standing StandingOf(Summary pass) => Enum.TryParse<Standing>(pass.Outcome, ignoreCase: true, out var standing) ? standing : Standing.Attention;
}

/// <summary>What became of one account.</summary>
/// <param name="Text">What was done, or why nothing was: a sentence or part of one.</param>
/// <param name="Name">In AWS Organizations, or else its alias.</param>
public sealed record AccountLine(string Id, Standing Standing, string Text, string? Name = null);

/// <summary>Passes of one mode.</summary>
/// <param name="Accounts">How many.</param>
/// <param name="Counts">Of all together.</param>
public sealed record Tally(int Accounts, Counts Counts)
{
    internal static Tally None { get; } = new(0, Counts.None);

    internal static Tally Of(IEnumerable<Summary> passes) => Sum(passes.Select(pass => new Tally(1, Counts.Of(pass))));

    internal static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(None, (sum, one) => new(sum.Accounts + one.Accounts, sum.Counts.Plus(one.Counts)));
}
