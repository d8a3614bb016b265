using Amazon.Runtime;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary>All that was measured in one run of the program.</summary>
internal sealed record Results(Suite Suite)
{
    public List<Run> Runs { get; } = [];

    /// <summary>A pass cut short and the one after it, on the same account.</summary>
    public List<Run> CutShort { get; } = [];

    public List<Trial> Trials { get; } = [];

    public Run? Of(Scenario scenario, Way way) => Runs.FirstOrDefault(run => run.Scenario == scenario && run.Way == way);
}

/// <summary>A walk with so many users at once and one of the SDK's ways of retrying.</summary>
internal sealed record Trial(int UsersAtOnce, RequestRetryMode RetryMode, Run Run);
