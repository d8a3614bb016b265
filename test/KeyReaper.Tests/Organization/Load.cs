namespace KeyReaper.Tests.Organization;

/// <summary>What a run over an organization takes, in figures that infra/organization/README.md gives the sources of.</summary>
/// <param name="Accounts">How many there are, all active.</param>
/// <param name="Units">The root, and the organizational units that accounts are in or below.</param>
internal sealed record Load(int Accounts, int Units)
{
    private const double StandardTransition = 0.025 / 1000;
    private const double LambdaGigabyteSecond = 0.0000133334;
    private const double LambdaRequest = 0.20 / 1_000_000;
    private const int FreeTransitions = 4000;
    private const int RunsAMonth = 30;

    public int Pages => Ceiling(Accounts, 20);

    public int Batches => Ceiling(Accounts, 100);

    /// <summary>
    /// States entered, and children started: two of each page and of each unit, seven of each account (the child, DescribeAccount, ReadTags, IsSpared, Reap,
    /// IsPassPutOnBus, Told), three of each batch (the child, Digest, Digested), and fourteen more. With an event bus one more each of an account and of the run.
    /// </summary>
    public int Transitions => (2 * (Pages + Units)) + (7 * Accounts) + (3 * Batches) + 14;

    /// <summary>
    /// What a live run takes besides to enter accounts in a second round: of each batch of all accounts three, to list those that are entered, of these and their
    /// batches the same as in the first, DigestResults and WhatNext, and of each portion four (HandOver, ReapAccounts, DigestResults, WhatNext).
    /// </summary>
    /// <param name="entered">Accounts that have something to be done.</param>
    public int TransitionsToEnter(int entered) => entered == 0 ? 0 : (3 * Batches) + (7 * entered) + (3 * Ceiling(entered, 100)) + 2 + (4 * Portions(entered));

    /// <summary>Portions of accounts that are handed over at a time, each with what may be done there: at most 27 bytes beside the units.</summary>
    public int Portions(int entered) => Ceiling(entered, Math.Max(100, (260_000 - BytesOfUnits) / 27));

    /// <summary>The ids of accounts and of what is above them, as JSON arrays in one variable, whose other parts take 4,000 bytes at most.</summary>
    public int BytesOfIds => (15 * Accounts) + 1 + (19 * Units) + 1 + 4000;

    /// <summary>What the map gets: the accounts' ids, each unit's id, of every second unit a tag such as <c>keyreaper:unused-days</c>, and 400 bytes more.</summary>
    public int BytesHandedOver => (15 * Accounts) + BytesOfUnits + 400;

    /// <summary>What the map gets of those that are entered.</summary>
    public int BytesOfAPortion(int entered) => (27 * Math.Min(entered, Math.Max(100, (260_000 - BytesOfUnits) / 27))) + BytesOfUnits + 400;

    private int BytesOfUnits => (22 * Units) + (44 * (Units / 2));

    /// <summary>
    /// Events in the history of the run itself: 25,000 at most. Children have their own. A page or a unit: five of a task and two of a choice. The rest: start
    /// and end, six of each map, five each of ListRuns and PublishReport, and two each of Begin, Settle, IsAlone, IsTooLarge, BeginRounds, HandOver, WhatNext,
    /// IsRunPutOnBus, IsAllWell and AllWell.
    /// </summary>
    /// <param name="triedAgain">How often a page or a unit's tags were throttled: three more each.</param>
    public int Events(int triedAgain) => (7 * (Pages + Units)) + (3 * triedAgain) + 44;

    /// <summary>What a second round adds: six of DigestResults and two of WhatNext to list who is entered, and of each portion six of each map and two each of HandOver and WhatNext.</summary>
    public int EventsToEnter(int entered) => entered == 0 ? 0 : 8 + (16 * Portions(entered));

    /// <param name="seconds">What all passes take together, those of both rounds.</param>
    /// <param name="triedAgain">Transitions that Organizations or Lambda turned away, which cost as much as others.</param>
    /// <returns>US dollars at the list prices of us-east-1, without Lambda's free tier.</returns>
    /// <param name="entered">Accounts that are entered in a second round.</param>
    public double CostOfAMonth(double seconds, int triedAgain, int entered = 0) =>
        (Math.Max(0, (RunsAMonth * (Transitions + TransitionsToEnter(entered) + triedAgain)) - FreeTransitions) * StandardTransition)
        + (RunsAMonth * ((seconds * 0.5 * LambdaGigabyteSecond) + ((Accounts + Batches + 1 + entered + (entered == 0 ? 0 : Batches + Ceiling(entered, 100))) * LambdaRequest)));

    private static int Ceiling(int all, int each) => (all + each - 1) / each;
}
