using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Organization;

/// <summary>What the organization's report needs from a batch of accounts' results: counts over all of them, and a line for as many as there is room for.</summary>
/// <param name="Standings">How many accounts of each standing.</param>
/// <param name="Live">The passes that could act; null if there are none.</param>
/// <param name="DryRun">The passes that rehearsed; null if there are none. Their counts of acts say what would have been done.</param>
/// <param name="RootAccessKeys">Active access keys of root users, in accounts where that is known.</param>
/// <param name="Accounts">Lines, what matters most first.</param>
/// <param name="Undigested">Ids of accounts whose results could not be digested. If given, the digest has nothing else.</param>
/// <param name="WouldTrip">How many of the passes that rehearsed would trip the brake on going live; null if none.</param>
/// <param name="Unsent">How many accounts' events are not on the event bus; null if none.</param>
/// <param name="WhyUnsent">Why, for one of them.</param>
/// <param name="Unreadable">Why this digest cannot be understood. If given, the digest has nothing else.</param>
/// <param name="ToDo">What is left to be done in all accounts that rehearsed, including those to be entered; null if nothing.</param>
/// <param name="Ahead">How much falls due on which day, see <see cref="Calendar"/>; null if nothing does.</param>
/// <param name="RootUnknown">How many passes could not find out whether the root user has access keys; null if all could.</param>
/// <param name="Entering">Accounts to be entered, see <see cref="AccountResult.ToEnter"/>. If given, the digest has nothing else but <paramref name="ToDo"/>.</param>
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

    /// <param name="room">Bytes of JSON that the digest may take. The share of accounts to be entered is left free for the second round. The counts take up to <see cref="MostOfCounts"/> even if there is less room.</param>
    /// <param name="entering">See <see cref="DigestRequest"/>, also for <paramref name="stopped"/>.</param>
    internal static Digest Of(IReadOnlyList<AccountResult> results, int room, Entering entering = Organization.Entering.None, bool stopped = false)
    {
        var planned = Planned.Of(results);
        var all = results.Count;
        results = [.. results.Where(result => !result.IsEntered(entering))];
        if (room > MostOfCounts && all > 0) room = MostOfCounts + ((room - MostOfCounts) * results.Count / all);

        // An account with two results counts once, by the worse one. Otherwise it would hide that another account has none.
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

        // If not all accounts that have news fit, each gets fewer words.
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
            { Outcome: "done", Summary: { } other } => (Standing.Failed, $"The answer was about account {other.Account}."),
            { Outcome: "done" } => (Standing.Failed, "There was no answer."),
            { Outcome: "off" } => (Standing.Off, AccountText.Of(result.Why)),
            { Outcome: "unreachable" } => (Standing.Unreachable, AccountText.Of(result.Why)),
            _ => (Standing.Failed, AccountText.Of(result.Why)),
        };
        return new(result.AccountId, standing, text, result.Name ?? result.Answer?.Alias, CountOrNull(result.Answer is { } told ? Told(standing, told) : 0));
    }

    /// <summary>How many access keys the standing is about. Accounts of the same standing are sorted by it.</summary>
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

/// <summary>All passes of one mode, added up.</summary>
/// <param name="Accounts">How many accounts they went through.</param>
/// <param name="Counts">The sums over all of them.</param>
public sealed record Tally(int Accounts, Counts Counts)
{
    internal static Tally None { get; } = new(0, Counts.None);

    internal static Tally? Of(IEnumerable<Summary> passes) => Sum(passes.Select(pass => new Tally(1, Counts.Of(pass)))).OrNull();

    /// <returns>Null if there are no passes.</returns>
    internal Tally? OrNull() => Accounts > 0 ? this : null;

    internal static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(None, (sum, one) => new(sum.Accounts + one.Accounts, sum.Counts.Plus(one.Counts)));
}
