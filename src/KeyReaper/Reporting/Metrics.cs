using System.Text.Json;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>
/// One line of CloudWatch embedded metric format, namespace KeyReaper. Every metric is in it every time, even if it is zero. The dimension is AccountId; in
/// a hub it is OrganizationId, since CloudWatch charges for each metric and dimension: that makes 13 metrics instead of 13 for every account.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </summary>
internal static class Metrics
{
    private const string Namespace = "KeyReaper";
    private const string Account = "AccountId";

    public static byte[] Render(Report report, Effort effort)
    {
        var values = Values(report, effort);
        var (dimension, value) = report is { OfMany: true, Settings.OrganizationId: { } organization } ? ("OrganizationId", organization) : (Account, report.AccountId);

        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", report.Now.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", Namespace);
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteStringValue(dimension);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            foreach (var (name, _, unit) in values)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteString("Unit", unit);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString(dimension, value);
            if (dimension != Account) json.WriteString(Account, report.AccountId); // so that the log can be searched by it
            json.WriteString("Mode", report.Mode);
            foreach (var (name, number, _) in values) json.WriteNumber(name, number);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static (string Name, long Value, string Unit)[] Values(Report report, Effort effort)
    {
        // A dry run does nothing, and its metrics say so.
        int Done(Act act) => report.Of(act).Count(outcome => outcome.TookEffect);

        return
        [
            Count("KeysScanned", report.KeysScanned),
            Count("KeysInUse", report.KeysInUse),
            Count("KeysDueSoon", report.DueSoon.Count()),
            Count("KeysInGrace", report.Kept(Reason.InGrace).Count()),
            Count("KeysDeactivated", Done(Act.Deactivate)),
            Count("KeysDeleted", Done(Act.Delete)),
            Count("KeysReactivated", Done(Act.RecordReactivation)),
            Count("UsersExempt", report.Listing.ExemptUsers.Count),
            Count("Failures", report.Failures),
            Count("NotAttempted", report.NotAttempted),
            Count("AwsCalls", effort.Calls),
            Count("AwsThrottles", effort.Throttles),
            ("Duration", (long)effort.Duration.TotalMilliseconds, "Milliseconds"),
        ];
    }

    private static (string Name, long Value, string Unit) Count(string name, int value) => (name, value, "Count");
}

/// <summary>What a pass cost, in calls and time.</summary>
/// <param name="Calls">Requests sent to AWS, including retries.</param>
/// <param name="Throttles">How many of them AWS throttled.</param>
internal sealed record Effort(int Calls, int Throttles, TimeSpan Duration);
