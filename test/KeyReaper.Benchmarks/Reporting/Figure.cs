namespace KeyReaper.Benchmarks.Reporting;

/// <summary>Something to reach. <see cref="Met"/> is null when it was not measured or has no target.</summary>
internal sealed record Figure(string What, string Target, string Measured, bool? Met)
{
    public static Figure NotMeasured(string what, string target) => new(what, target, "not measured", null);
}
