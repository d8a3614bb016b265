namespace KeyReaper.Tests.Organization;

/// <summary>What a run over an organization takes, in figures that infra/organization/README.md gives the sources of.</summary>
/// <param name="Accounts">How many there are, all active.</param>
internal sealed record Load(int Accounts)
{
    private const double StandardTransition = 0.025 / 1000;
    private const double LambdaGigabyteSecond = 0.0000133334;
    private const double LambdaRequest = 0.20 / 1_000_000;
    private const int FreeTransitions = 4000;
    private const int RunsAMonth = 30;

    public int Pages => Ceiling(Accounts, 20);

    public int Batches => Ceiling(Accounts, 100);

    /// <summary>States entered: of each page, of each account (Take, ReadTags, HasMoreTags, Reap, Told), of each batch (Digest, Digested), and six more.</summary>
    public int Transitions => (2 * Pages) + (5 * Accounts) + (2 * Batches) + 6;

    /// <summary>The ids as a JSON array.</summary>
    public int BytesOfIds => (15 * Accounts) + 1;

    /// <summary>Events in the history of the run itself: 25,000 at most. Children have their own.</summary>
    public int Events => (8 * Pages) + 50;

    /// <param name="seconds">What all passes take together.</param>
    /// <returns>US dollars at the list prices of us-east-1, without Lambda's free tier.</returns>
    public double CostOfAMonth(double seconds) =>
        (Math.Max(0, (RunsAMonth * Transitions) - FreeTransitions) * StandardTransition)
        + (RunsAMonth * ((seconds * 0.5 * LambdaGigabyteSecond) + ((Accounts + Batches + 1) * LambdaRequest)));

    private static int Ceiling(int all, int each) => (all + each - 1) / each;
}
