using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Demo;

/// <summary>The totals over all passes of the demo.</summary>
internal sealed class DemoTotals
{
    public int Passes { get; private set; }

    /// <summary>Calls to the sandbox, over HTTP.</summary>
    public int Calls { get; private set; }

    public int Deactivated { get; private set; }

    public int Deleted { get; private set; }

    /// <summary>Acts that the brake stopped.</summary>
    public int HeldBack { get; private set; }

    /// <summary>Acts that were not done because the key had changed by then.</summary>
    public int Spared { get; private set; }

    public void Add(Report report, int calls)
    {
        Passes++;
        Calls += calls;
        if (report.DryRun) return;

        Deactivated += report.Effective(Act.Deactivate).Count();
        Deleted += report.Effective(Act.Delete).Count();
        HeldBack += report.Outcomes.Count(outcome => outcome.Result is Result.Withheld);
        Spared += report.Outcomes.Count(outcome => outcome.Result is Result.ChangedMeanwhile);
    }
}
