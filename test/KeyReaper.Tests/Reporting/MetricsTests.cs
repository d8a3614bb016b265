using System.Text;
using System.Text.Json;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class MetricsTests
{
    private static readonly Effort Effort = new(Calls: 42, Throttles: 3, TimeSpan.FromSeconds(1.5));

    [Fact]
    public void One_line_of_embedded_metric_format_names_every_value_it_carries()
    {
        var line = Encoding.UTF8.GetString(Metrics.Render(AReport.Of(AReport.Live, AReport.EveryKind), Effort));

        line.ShouldEndWith("}\n");
        line.Count(character => character == '\n').ShouldBe(1);

        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        root.GetProperty("_aws").GetProperty("Timestamp").GetInt64().ShouldBe(A.Now.ToUnixTimeMilliseconds());
        var directive = root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        directive.GetProperty("Namespace").GetString().ShouldBe("KeyReaper");
        directive.GetProperty("Dimensions")[0][0].GetString().ShouldBe("AccountId");
        root.GetProperty("AccountId").GetString().ShouldBe("111122223333");

        var values = directive.GetProperty("Metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("Name").GetString()!, metric => root.GetProperty(metric.GetProperty("Name").GetString()!).GetInt32());
        values.ShouldBe(
            new Dictionary<string, int>
            {
                ["KeysScanned"] = 12, ["KeysInUse"] = 3, ["KeysDueSoon"] = 2, ["KeysInGrace"] = 2, ["KeysDeactivated"] = 3, ["KeysDeleted"] = 1,
                ["KeysReactivated"] = 2, ["UsersExempt"] = 2, ["Failures"] = 0, ["NotAttempted"] = 0,
                ["AwsCalls"] = 42, ["AwsThrottles"] = 3, ["Duration"] = 1500,
            },
            ignoreOrder: true);
    }

    [Fact]
    public void A_dry_run_did_nothing_and_its_metrics_say_so()
    {
        using var json = JsonDocument.Parse(Metrics.Render(AReport.Of(AReport.DryRun, AReport.EveryKind), Effort));

        json.RootElement.GetProperty("KeysDeactivated").GetInt32().ShouldBe(0);
        json.RootElement.GetProperty("KeysDeleted").GetInt32().ShouldBe(0);
        json.RootElement.GetProperty("Mode").GetString().ShouldBe("DRY RUN");
    }

    [Fact]
    public void What_was_withheld_counts_as_not_attempted()
    {
        using var json = JsonDocument.Parse(Metrics.Render(AReport.Of(AReport.Live, AReport.EveryKind, step => new(step, Result.Withheld)), Effort));

        json.RootElement.GetProperty("NotAttempted").GetInt32().ShouldBe(7);
    }
}
