using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

public class TimelineTests
{
    [Fact]
    public void What_a_live_pass_did_comes_first_then_what_is_due_day_by_day() => Days(AReport.Of(AReport.Live, AReport.EveryKind)).ShouldBe(
    [
        "2026-11-22 this pass: Deleted: 1 key pete; Deactivated: 3 keys ci-jenkins, kofi, julia; Grace started: 1 key marco; Reactivated: 2 keys svc-migration, terraform",
        "2026-11-26 in 4 days: Deactivated unless used: 1 key svc-quarterly",
        "2026-11-27 in 5 days: Deleted unless turned back on: 1 key olga",
        "2026-12-12 in 20 days: Deleted unless turned back on: 1 key noor",
        "2026-12-22 in 30 days: Deleted unless turned back on: 4 keys ci-jenkins, kofi, julia, marco; Deactivated unless used: 2 keys svc-migration, terraform",
    ]);

    [Fact]
    public void What_is_due_later_the_same_day_is_not_taken_for_what_this_pass_does() =>
        Days(AReport.Of(AReport.Live, [A.Key, AReport.Key(2, "julia").UsedDaysAgo(29.5)])).Take(2).ShouldBe(
            ["2026-11-22 this pass: Deactivated: 1 key alice", "2026-11-22 later today: Deactivated unless used: 1 key julia"]);

    [Fact]
    public void What_a_dry_run_does_not_begin_has_no_date() =>
        Days(AReport.Of(AReport.DryRun, AReport.EveryKind)).ShouldBe(
        [
            "2026-11-22 this pass: Would be deleted: 1 key pete; Would be deactivated: 3 keys ci-jenkins, kofi, julia; Grace would start: 1 key marco; Reactivated: 2 keys svc-migration, terraform",
            "2026-11-26 in 4 days: Deactivated unless used: 1 key svc-quarterly",
            "2026-11-27 in 5 days: Deleted unless turned back on: 1 key olga",
            "2026-12-12 in 20 days: Deleted unless turned back on: 1 key noor",
        ]);

    [Fact]
    public void With_deletion_off_no_deletion_is_foretold() =>
        Days(AReport.Of(AReport.Live with { Policy = new() { DeleteKeys = false } }, AReport.EveryKind)).ShouldAllBe(day => !day.Contains("Deleted", StringComparison.Ordinal));

    [Fact]
    public void Nothing_follows_from_an_act_that_did_not_happen() =>
        Days(AReport.Of(AReport.Live, [A.Key], step => new(step, Result.Withheld, "the brake stopped the pass"))).ShouldBe(["2026-11-22 this pass: Deactivation withheld: 1 key alice"]);

    [Fact]
    public void Many_days_and_many_keys_are_folded_but_all_there()
    {
        var report = Sample.Of(2000);
        var page = report.Page();

        page.QuerySelectorAll("section > .timeline > li").Length.ShouldBe(8);
        page.QuerySelectorAll(".timeline a").Select(link => link.GetAttribute("href")).Distinct().Count().ShouldBe(
            report.Plan.Steps.Count(step => step.Verdict.Act is not Act.Keep || step.Verdict.Reason is Reason.DueSoon or Reason.InGrace));
    }

    private static IEnumerable<string> Days(Report report) => report.Page().QuerySelectorAll(".timeline > li").Select(day =>
        $"{day.One(".when").Words()}: {string.Join("; ", day.QuerySelectorAll(":scope > ul > li").Select(same => same.Words().Replace(" :", ":", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal)))}");
}
