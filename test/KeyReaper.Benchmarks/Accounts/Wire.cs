using System.Text.Json;
using System.Text.Json.Serialization;

namespace KeyReaper.Benchmarks.Accounts;

/// <summary>How an <see cref="AccountServer"/> is set up.</summary>
/// <param name="LatencyMilliseconds">Passes before each answer.</param>
/// <param name="ReportSeconds">How long the credential report takes to generate.</param>
/// <param name="RateLimited">15 requests a second, with a burst of 30.</param>
internal sealed record Setup(Profile Profile, int Users, int LatencyMilliseconds, double ReportSeconds, bool RateLimited);

/// <summary>The server's first line.</summary>
internal sealed record Ready(Uri Endpoint, string TopicArn, int Users, int Keys, int ActiveKeys, int UsersThatMatter);

/// <summary>What the server saw since it was last cleared.</summary>
/// <param name="Calls">Requests by action, those that were throttled included.</param>
internal sealed record Measured(Dictionary<string, int> Calls, int Throttled, DateTimeOffset? FirstCallAt, IReadOnlyList<Fate> Fates, ReportCounts? Report)
{
    public int Total => Calls.Values.Sum();
}

/// <summary>The counts of a published report.</summary>
internal sealed record ReportCounts(int Keys, int Deactivated, int Deleted, int GraceStarted, int Failed, int NotAttempted, string Result)
{
    public int Acted => Deactivated + Deleted + GraceStarted;

    public static ReportCounts Of(string reportJson)
    {
        using var report = JsonDocument.Parse(reportJson);
        var counts = report.RootElement.GetProperty("counts");
        return new(
            Count("keys"), Count("deactivated"), Count("deleted"), Count("graceStarted"), Count("failed"), Count("notAttempted"),
            report.RootElement.GetProperty("result").GetString()!);

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }
}

[JsonSerializable(typeof(Setup))]
[JsonSerializable(typeof(Ready))]
[JsonSerializable(typeof(Measured))]
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class Wire : JsonSerializerContext;
