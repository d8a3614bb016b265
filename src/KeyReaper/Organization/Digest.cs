using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Organization;

/// <summary>What the organization's report needs of some accounts' results: counts of all, and a line of as many as there is room for.</summary>
/// <param name="Standings">How many accounts of each standing.</param>
/// <param name="Live">The passes that could act; null if there are none.</param>
/// <param name="DryRun">The passes that rehearsed; null if there are none. Their counts of acts are of what would have been done.</param>
/// <param name="RootAccessKeys">Active access keys of root users, of accounts in which it is known.</param>
/// <param name="Accounts">What matters most first.</param>
/// <param name="Undigested">Ids of accounts whose results could not be digested: in place of all else.</param>
/// <param name="WouldTrip">How many of the passes that rehearsed would trip the brake going live; null if there are none.</param>
/// <param name="Unsent">How many accounts' events are not on the bus; null if there are none.</param>
/// <param name="WhyUnsent">Of one of them.</param>
/// <param name="Unreadable">Why this digest cannot be understood: in place of all else.</param>
/// <param name="ToDo">Of all accounts that rehearsed, those to be entered included; null if nothing is left to be done.</param>
/// <param name="Ahead">What falls due on which day, see <see cref="Calendar"/>; null if nothing does.</param>
/// <param name="RootUnknown">How many passes did not learn whether the root user has access keys; null if all did.</param>
/// <param name="Entering">Accounts to be entered, see <see cref="AccountResult.ToEnter"/>: in place of all but <paramref name="ToDo"/>.</param>
public sealed record Digest(
    IReadOnlyDictionary<Standing, int>? Standings = null,
    Tally? Live = null,
    Tally? DryRun = null,
    int RootAccessKeys = 0,
    IReadOnlyList<AccountLine>? Accounts = null,
    IReadOnlyList<string>? Undigested = null,
    int? WouldTrip = null,
    int? Unsent = null,
    string? WhyUnsent = null,
    string? Unreadable = null,
    Planned? ToDo = null,
    string? Ahead = null,
    IReadOnlyList<string>? Entering = null,
    int? RootUnknown = null)
{
    private const int MostOfCounts = 1100;

    private static readonly int[] TextLengths = [300, 100, 40];

    internal static Digest Of(DigestRequest request)
    {
        var results = request.Read();
        if (!request.Lists) return Of(results, request.Room, request.Entering, request.Stopped);

        AccountResult[] entered = [.. results.Where(result => result.IsEntered(request.Entering)).DistinctBy(result => result.AccountId)];
        return new(ToDo: Planned.Of(entered), Entering: [.. entered.Select(result => result.ToEnter(request.Entering))]);
    }

    /// <param name="room">Bytes of JSON that the digest may take; of accounts to be entered it leaves their part. Its counts take up to <see cref="MostOfCounts"/> even where there is less.</param>
    /// <param name="entering">See <see cref="DigestRequest"/>, as the next.</param>
    internal static Digest Of(IReadOnlyList<AccountResult> results, int room, Entering entering = Organization.Entering.None, bool stopped = false)
    {
        var planned = Planned.Of(results);
        var all = results.Count;
        results = [.. results.Where(result => !result.IsEntered(entering))];
        if (room > MostOfCounts && all > 0) room = MostOfCounts + ((room - MostOfCounts) * results.Count / all);

        // An account that is told twice counts once, as the worse: or it would make up for one that is missing.
        (AccountLine Line, Summary? Pass, string? Unsent)[] accounts =
        [
            .. results.Select(result => (Line: LineOf(result, stopped), Pass: stopped ? result.Answer?.AsStopped() : result.Answer, result.Unsent))
                .OrderBy(account => account.Line, AccountLine.ByWeight).DistinctBy(account => account.Line.Id),
        ];
        AccountLine[] lines = [.. accounts.Select(account => account.Line)];
        Summary[] passes = [.. accounts.Select(account => account.Pass).OfType<Summary>()];
        string[] unsent = [.. accounts.Select(account => account.Unsent).OfType<string>()];
        var digest = new Digest(
            lines.CountBy(line => line.Standing).ToDictionary(),
            Tally.Of(passes.Where(pass => !pass.Rehearsed)), Tally.Of(passes.Where(pass => pass.Rehearsed)),
            passes.Sum(pass => pass.RootAccessKeys ?? 0), [],
            WouldTrip: CountOrNull(passes.Count(pass => pass.WouldTrip)),
            Unsent: CountOrNull(unsent.Length),
            WhyUnsent: unsent.Length > 0 ? Fitting.Characters(unsent[0], TextLengths[1]) : null,
            ToDo: planned,
            Ahead: Calendar.Write(Due.Sum(passes.SelectMany(pass => pass.Ahead ?? []))),
            RootUnknown: CountOrNull(passes.Count(pass => pass.RootAccessKeys is null)));

        // Fewer words about more accounts, where not even all of those fit that are not quiet.
        var roomForLines = room - OrganizationJson.Measuring.Bytes(digest);
        var told = lines.Count(line => line.Standing < Standing.Off);
        IReadOnlyList<AccountLine> fitting = [];
        foreach (var length in TextLengths)
        {
            fitting = ThatFit(lines, length, roomForLines);
            if (fitting.Count >= told) break;
        }

        return digest with { Accounts = fitting };
    }

    private static int? CountOrNull(int number) => number > 0 ? number : null;

    private static IReadOnlyList<AccountLine> ThatFit(IEnumerable<AccountLine> lines, int textLength, int room) =>
    [
        .. lines
            .Select(line => line with { Text = Fitting.Characters(line.Text, textLength) })
            .TakeWhile(line => (room -= OrganizationJson.Measuring.Bytes(line) + 1) >= 0),
    ];

    private static AccountLine LineOf(AccountResult result, bool stopped)
    {
        if (stopped && result.Answer is { ToDo: { } left } held && left.Deactivations + left.Deletions is var acts and > 0)
            return new(result.AccountId, Standing.Stopped, AccountText.Stopped(held, left), result.Name ?? held.Alias, acts);

        var (standing, text) = result switch
        {
            { Answer: { } pass } => (StandingOf(pass.Upshot), AccountText.Of(pass)),
            { Outcome: "done", Summary: { } other } => (Standing.Failed, $"Its pass answered about account {other.Account}."),
            { Outcome: "done" } => (Standing.Failed, "Its pass gave no answer."),
            { Outcome: "off" } => (Standing.Off, AccountText.Of(result.Why)),
            { Outcome: "unreachable" } => (Standing.Unreachable, AccountText.Of(result.Why)),
            _ => (Standing.Failed, AccountText.Of(result.Why)),
        };
        return new(result.AccountId, standing, text, result.Name ?? result.Answer?.Alias, CountOrNull(result.Answer is { } told ? Told(standing, told) : 0));
    }

    /// <summary>How much an account of that standing has to tell, by which the accounts are put in order.</summary>
    private static int Told(Standing standing, Summary pass) => standing switch
    {
        Standing.Attention => pass.Failed + pass.NotAttempted,
        Standing.Changed => pass.Deactivated + pass.Deleted + pass.GraceStarted + pass.Reactivated,
        Standing.Due => pass.DueSoon,
        _ => 0,
    };

    private static Standing StandingOf(Upshot upshot) => upshot switch
    {
        Upshot.Quiet => Standing.Quiet,
        Upshot.Due => Standing.Due,
        Upshot.Changed => Standing.Changed,
        Upshot.Attention or _ => Standing.Attention,
    };
}

/// <summary>Passes of one mode.</summary>
/// <param name="Accounts">How many.</param>
/// <param name="Counts">Of all together.</param>
public sealed record Tally(int Accounts, Counts Counts)
{
    internal static Tally None { get; } = new(0, Counts.None);

    internal static Tally? Of(IEnumerable<Summary> passes) => Sum(passes.Select(pass => new Tally(1, Counts.Of(pass)))).OrNull();

    /// <returns>Null if there are no passes.</returns>
    internal Tally? OrNull() => Accounts > 0 ? this : null;

    internal static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(None, (sum, one) => new(sum.Accounts + one.Accounts, sum.Counts.Plus(one.Counts)));
}
