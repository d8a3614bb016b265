using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Reporting;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

public class DashboardTests
{
    private static readonly JsonArray Widgets = Of(Template.Source.With(("Dashboard", "true")));

    [Fact]
    public void There_is_none_unless_asked_for() => Template.Source.With().Resources.Keys.ShouldNotContain("RunsDashboard");

    [Fact]
    public void It_shows_every_metric_of_a_pass_and_no_other()
    {
        using var line = JsonDocument.Parse(Encoding.UTF8.GetString(Metrics.Render(AReport.Of(AReport.Live, []), new(0, 0, TimeSpan.Zero))));
        var published = line.RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString());

        Metric().Select(metric => metric[1]!.ToString()).Distinct().ShouldBe(published, ignoreOrder: true);
    }

    [Fact]
    public void Its_metrics_are_those_of_the_stacks_own_account()
    {
        foreach (var row in Widgets.Where(widget => widget!["type"]!.ToString() == "metric").Select(widget => widget!["properties"]!["metrics"]!.AsArray()))
        {
            row[0]!.AsArray().Take(4).Select((part, i) => i == 1 ? "" : part!.ToString()).ShouldBe(["KeyReaper", "", "AccountId", "${AWS::AccountId}"]);
            row.Skip(1).ShouldAllBe(metric => metric![0]!.ToString() == "." && metric[2]!.ToString() == "." && metric[3]!.ToString() == "."); // as above
        }
    }

    [Theory]
    [InlineData("2", "${ErrorsAlarm.Arn}", "${FailedRunsAlarm.Arn}", "${MissedRunAlarm.Arn}")]
    [InlineData("0", "${ErrorsAlarm.Arn}", "${FailedRunsAlarm.Arn}")]
    public void It_shows_every_alarm_there_is(string missedRunDays, params string[] alarms) =>
        Of(Template.Source.With(("Dashboard", "true"), ("MissedRunDays", missedRunDays)))[0]!["properties"]!["alarms"]!.AsArray().Select(alarm => alarm!.ToString()).ShouldBe(alarms);

    [Fact]
    public void Its_widgets_fill_a_grid_of_24_columns_without_overlap()
    {
        var cells = Widgets.SelectMany(widget => Cells(widget!)).ToList();

        cells.Max(cell => cell.Column).ShouldBe(23);
        cells.ShouldBeUnique();
        cells.Count.ShouldBe(24 * (1 + cells.Max(cell => cell.Row)));
    }

    private static IEnumerable<(int Column, int Row)> Cells(JsonNode widget)
    {
        int Number(string name) => (int)widget[name]!;
        return from x in Enumerable.Range(Number("x"), Number("width")) from y in Enumerable.Range(Number("y"), Number("height")) select (x, y);
    }

    private static IEnumerable<JsonNode> Metric() => Widgets.SelectMany(widget => widget!["properties"]!["metrics"]?.AsArray() ?? []).Select(metric => metric!);

    private static JsonArray Of(Stack stack) => JsonNode.Parse(stack["RunsDashboard"]["DashboardBody"]!.ToString())!["widgets"]!.AsArray();
}
