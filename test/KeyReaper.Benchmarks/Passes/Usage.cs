using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KeyReaper.Benchmarks.Passes;

/// <summary>What a pass used: wall time from its first line to its last, the rest for its whole process.</summary>
/// <param name="PeakBytes">The largest resident set.</param>
/// <param name="AllocatedBytes">On the managed heap, over the whole life of the process.</param>
/// <param name="Error">The exception it ended with.</param>
internal sealed record Usage(TimeSpan Wall, TimeSpan Cpu, long PeakBytes, long AllocatedBytes, int Collections, string? Error)
{
    public static async Task<Usage> MeasureAsync(Func<Task> pass)
    {
        var started = TimeProvider.System.GetTimestamp();
        string? problem = null;
        try
        {
            await pass();
        }
#pragma warning disable CA1031 // a pass that fell short says so by throwing, and that is a result
        catch (Exception error)
#pragma warning restore CA1031
        {
            problem = $"{error.GetType().Name}: {error.Message}";
        }

        var wall = TimeProvider.System.GetElapsedTime(started);
        using var process = Process.GetCurrentProcess();
        return new(wall, process.TotalProcessorTime, process.PeakWorkingSet64, GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), problem);
    }

    public void Write(TextWriter output) => output.WriteLine(JsonSerializer.Serialize(this, UsageJson.Default.Usage));

    public static Usage Parse(string line) => JsonSerializer.Deserialize(line, UsageJson.Default.Usage)!;
}

[JsonSerializable(typeof(Usage))]
internal sealed partial class UsageJson : JsonSerializerContext;
