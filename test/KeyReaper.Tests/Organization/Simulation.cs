namespace KeyReaper.Tests.Organization;

/// <summary>
/// Plays a run against its limits, in no time. Organizations lets a few reads a second through: the pages and the units' tags one after the other, then
/// two of each child. A child starts when one of <c>MaxConcurrency</c> places is free and the start rate allows it; its invocation takes one of Lambda's.
/// What is turned away tries again as the definition says.
/// </summary>
/// <param name="readsASecond">That Organizations lets through: AWS does not say how many.</param>
internal sealed class Simulation(int seed, double readsASecond = 5)
{
    private const double StartsASecond = 100;
    private const int Retries = 30;

    private readonly Random random = new(seed);

    private enum Step
    {
        Describe,
        ReadTags,
        Invoke,
        End,
    }

    /// <summary>Seconds the passes take: 70 % of accounts 3-10, 25 % 10-60, 5 % 60-900, which is Lambda's limit.</summary>
    public double[] Passes(int accounts) => [.. Enumerable.Range(0, accounts).Select(_ => random.NextDouble() switch
    {
        < 0.70 => Between(3, 10),
        < 0.95 => Between(10, 60),
        _ => Between(60, 900),
    })];

    /// <param name="passes">Their seconds.</param>
    /// <param name="reads">Pages of accounts and tags of units, before the first child.</param>
    /// <param name="maxConcurrency">The hub's parameter.</param>
    /// <param name="lambda">Concurrent executions that Lambda has left for the function.</param>
    public Outcome Run(double[] passes, int reads, int maxConcurrency, int lambda)
    {
        var organizations = new Reads(readsASecond);
        var events = new PriorityQueue<(int Pass, Step Step, int Attempt), double>();
        var (now, listingTriedAgain) = List(organizations, reads);
        var (open, invoked, peak, next, turnedAway, throttled, given, mayStart) = (0, 0, 0, 0, 0, 0, 0, now);
        while (next < passes.Length || events.Count > 0)
        {
            if (next < passes.Length && open < maxConcurrency && (!events.TryPeek(out _, out var first) || Math.Max(now, mayStart) <= first))
            {
                now = Math.Max(now, mayStart);
                mayStart = now + (1 / StartsASecond);
                open++;
                Take(next++, Step.Describe, 0);
                continue;
            }

            events.TryDequeue(out var due, out now);
            Take(due.Pass, due.Step, due.Attempt);
        }

        return new(now, peak, turnedAway, listingTriedAgain, throttled, given);

        void Take(int pass, Step step, int attempt)
        {
            switch (step)
            {
                case Step.End:
                    (open, invoked) = (open - 1, invoked - 1);
                    break;
                case Step.Invoke when invoked < lambda:
                    peak = Math.Max(peak, ++invoked);
                    events.Enqueue((pass, Step.End, 0), now + passes[pass]);
                    break;
                case Step.Invoke:
                    throttled++;
                    Again(pass, step, attempt, Math.Min(120, 2 * Math.Pow(2, attempt)));
                    break;
                case var _ when organizations.Allow(now):
                    events.Enqueue((pass, step + 1, 0), now + Reads.Seconds);
                    break;
                default:
                    turnedAway++;
                    Again(pass, step, attempt, ReadDelay(attempt));
                    break;
            }
        }

        void Again(int pass, Step step, int attempt, double delay)
        {
            if (attempt < Retries) events.Enqueue((pass, step, attempt + 1), now + Between(0, delay));
            else (given, open) = (given + 1, open - 1);
        }
    }

    /// <summary>The reads before the first child alone.</summary>
    public (double Seconds, int TriedAgain) List(int reads) => List(new(readsASecond), reads);

    private (double Seconds, int TriedAgain) List(Reads organizations, int reads)
    {
        var (now, triedAgain, attempt) = (0.0, 0, 0);
        for (var done = 0; done < reads;)
        {
            if (organizations.Allow(now)) (now, done, attempt) = (now + Reads.Seconds, done + 1, 0);
            else (now, triedAgain, attempt) = (now + Between(0, ReadDelay(attempt)), triedAgain + 1, attempt + 1);
        }

        return (now, triedAgain);
    }

    private static double ReadDelay(int attempt) => Math.Min(60, 4 * Math.Pow(2, attempt));

    private double Between(double from, double to) => from + (random.NextDouble() * (to - from));

    private sealed class Reads(double aSecond)
    {
        /// <summary>How long one takes.</summary>
        public const double Seconds = 0.1;

        private const double Burst = 10;

        private double tokens = Burst;
        private double last;

        public bool Allow(double now)
        {
            tokens = Math.Min(Burst, tokens + ((now - last) * aSecond));
            last = now;
            if (tokens < 1) return false;
            tokens--;
            return true;
        }
    }

    /// <param name="Seconds">Until the last pass ended.</param>
    /// <param name="Peak">Most passes at once.</param>
    /// <param name="TurnedAway">Children's reads that Organizations turned away.</param>
    /// <param name="ListingTurnedAway">The run's own.</param>
    /// <param name="Throttled">Invocations that Lambda turned away.</param>
    /// <param name="GivenUp">Accounts of which one call was turned away every time: the report tells them as failed.</param>
    internal sealed record Outcome(double Seconds, int Peak, int TurnedAway, int ListingTurnedAway, int Throttled, int GivenUp);
}
