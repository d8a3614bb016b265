using System.Text.Json;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>
/// One line of CloudWatch embedded metric format, namespace KeyReaper, dimension AccountId. Every metric is there every time, zero when zero.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </summary>
internal static class Metrics
{
    private const string Namespace = "KeyReaper";
    private const string Dimension = "AccountId";

    public static byte[] Render(Report report)
    {
        var values = Values(report);

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
            json.WriteStringValue(Dimension);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            foreach (var (name, _) in values)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteString("Unit", "Count");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString(Dimension, report.AccountId);
            json.WriteString("Mode", report.Mode);
            foreach (var (name, value) in values) json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static (string Name, int Value)[] Values(Report report)
    {
        // A dry run does nothing, and its metrics say so.
        int Done(Act act) => report.Of(act).Count(outcome => outcome.TookEffect);

        return
        [
            ("KeysScanned", report.KeysScanned),
            ("KeysInUse", report.KeysInUse),
            ("KeysDueSoon", report.DueSoon.Count()),
            ("KeysInGrace", report.Kept(Reason.InGrace).Count()),
            ("KeysDeactivated", Done(Act.Deactivate)),
            ("KeysDeleted", Done(Act.Delete)),
            ("KeysReactivated", Done(Act.RecordReactivation)),
            ("UsersExempt", report.Listing.ExemptUsers.Count),
            ("Failures", report.Failures),
            ("NotAttempted", report.NotAttempted),
        ];
    }
}
