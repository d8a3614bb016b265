namespace KeyReaper.Tests.Organization;

/// <summary>
/// Plays the map over the accounts against its limits, in no time. A child starts when one of <c>MaxConcurrency</c> places is free and the start rate
/// allows it; its invocation takes one of Lambda's or is throttled, and then tries again as the definition says.
/// </summary>
internal sealed class Simulation(int seed)
{
    private const double StartsASecond = 100;
    private const int Retries = 30;

    private readonly Random random = new(seed);

    /// <summary>Seconds the passes take: 70 % of accounts 3-10, 25 % 10-60, 5 % 60-900, which is Lambda's limit.</summary>
    public double[] Passes(int accounts) => [.. Enumerable.Range(0, accounts).Select(_ => random.NextDouble() switch
    {
        < 0.70 => Between(3, 10),
        < 0.95 => Between(10, 60),
        _ => Between(60, 900),
    })];

    /// <param name="passes">Their seconds.</param>
    /// <param name="maxConcurrency">The hub's parameter.</param>
    /// <param name="lambda">Concurrent executions that Lambda has left for the function.</param>
    public Outcome Run(double[] passes, int maxConcurrency, int lambda)
    {
        var events = new PriorityQueue<(int Pass, int Attempt, bool Ends), double>();
        var (open, invoked, peak, next, throttled, given, now, mayStart) = (0, 0, 0, 0, 0, 0, 0.0, 0.0);
        while (next < passes.Length || events.Count > 0)
        {
            if (next < passes.Length && open < maxConcurrency && (events.Count == 0 || Math.Max(now, mayStart) <= Time(events)))
            {
                now = Math.Max(now, mayStart);
                mayStart = now + (1 / StartsASecond);
                open++;
                Invoke(next++, 0);
                continue;
            }

            events.TryDequeue(out var due, out now);
            if (due.Ends) (open, invoked) = (open - 1, invoked - 1);
            else Invoke(due.Pass, due.Attempt);
        }

        return new(now, peak, throttled, given);

        void Invoke(int pass, int attempt)
        {
            if (invoked < lambda)
            {
                peak = Math.Max(peak, ++invoked);
                events.Enqueue((pass, attempt, true), now + passes[pass]);
                return;
            }

            throttled++;
            if (attempt < Retries) events.Enqueue((pass, attempt + 1, false), now + Between(0, Math.Min(120, 2 * Math.Pow(2, attempt))));
            else (given, open) = (given + 1, open - 1);
        }
    }

    private double Between(double from, double to) => from + (random.NextDouble() * (to - from));

    private static double Time(PriorityQueue<(int Pass, int Attempt, bool Ends), double> events) => events.TryPeek(out _, out var time) ? time : double.MaxValue;

    /// <param name="Seconds">Until the last pass ended.</param>
    /// <param name="Peak">Most passes at once.</param>
    /// <param name="Throttled">Invocations that Lambda turned away.</param>
    /// <param name="GivenUp">Accounts that were turned away every time: the report tells them as failed.</param>
    internal sealed record Outcome(double Seconds, int Peak, int Throttled, int GivenUp);
}
