using KeyReaper.Cli.Html;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

public class IdleChartTests
{
    [Fact]
    public void The_scale_reaches_from_hours_to_ten_years_with_the_thresholds_on_it() =>
        IdleSpan.Scale([23, 30]).Select(span => span.ToString()).ShouldBe(
        [
            "less than a day", "1 – 7 days", "7 – 14 days", "14 – 23 days", "23 – 30 days", "30 – 60 days", "60 – 90 days", "90 – 180 days",
            "180 days – 1 year", "1 – 2 years", "2 – 3 years", "3 – 5 years", "5 – 10 years", "10 years or more",
        ]);

    [Theory]
    [InlineData(1)]
    [InlineData(2, 1)]
    [InlineData(30, 23)]
    [InlineData(83, 90)]
    [InlineData(400, 370)]
    [InlineData(3650, 3643)]
    public void Every_idle_time_is_in_one_span_and_every_threshold_begins_one(params int[] thresholds)
    {
        var scale = IdleSpan.Scale(thresholds);

        for (var day = 0.0; day < 4000; day += 0.25) scale.Count(span => span.Contains(TimeSpan.FromDays(day))).ShouldBe(1, $"{day} days");
        thresholds.ShouldAllBe(threshold => scale.Any(span => span.From == threshold));
    }

    [Fact]
    public void The_chart_and_its_table_count_every_key_that_was_read()
    {
        var report = Sample.Of(60);
        var page = report.Page();
        var dated = report.Plan.Steps.Count(step => step.Key is { Status: not KeyStatus.Deleted, Unreadable: null });

        page.QuerySelectorAll("svg.chart text:is(.count, .none)").Sum(count => int.Parse(count.TextContent, null)).ShouldBe(412 + dated);
        page.QuerySelectorAll(".figures td").Sum(count => int.Parse(count.TextContent, null)).ShouldBe(412 + dated);
        page.QuerySelectorAll(".legend b").Sum(count => int.Parse(count.TextContent, null)).ShouldBe(412 + dated);
    }

    [Fact]
    public void A_key_is_drawn_in_the_span_of_its_idle_time_in_the_colour_of_its_verdict()
    {
        AccessKey[] keys = [AReport.Key(1, "julia").UsedDaysAgo(30), AReport.Key(2, "kofi").UsedDaysAgo(29.9), AReport.Key(3, "noor").Inactive().UsedDaysAgo(29.9), AReport.Key(4, "svc").UsedDaysAgo(1)];

        AReport.Of(AReport.Live, keys).Page().QuerySelectorAll("svg.chart rect title").Select(bar => $"{bar.ParentElement!.ClassName}: {bar.TextContent}").ShouldBe(
            ["part-inuse: 1 – 7 days: 1 in use", "part-duesoon: 23 – 30 days: 1 due soon", "part-inactive: 23 – 30 days: 1 inactive", "part-unused: 30 – 60 days: 1 unused"]);
    }

    [Fact]
    public void Thresholds_are_lines_in_the_order_of_the_scale()
    {
        var page = Sample.Of(60).Page();

        page.QuerySelectorAll("svg.chart text:is(.span, .threshold)").Select(text => text.TextContent).Skip(4).Take(5).ShouldBe(
            ["14 – 23 days", "23 days: due soon, announced", "23 – 30 days", "30 days: unused, deactivated", "30 – 60 days"]);
        page.QuerySelectorAll("svg.chart line.threshold").Length.ShouldBe(2);
    }

    [Fact]
    public void Without_a_warning_period_there_is_no_line_for_it() =>
        AReport.Of(AReport.Live with { Policy = new() { WarningPeriod = TimeSpan.Zero } }, AReport.EveryKind).Page().One("svg.chart text.threshold").TextContent.ShouldBe("30 days: unused, deactivated");
}
