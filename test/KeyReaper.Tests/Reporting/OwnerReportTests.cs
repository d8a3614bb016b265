using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class OwnerReportTests
{
    [Fact]
    public void An_owner_is_told_what_happened_to_their_keys_and_spared_what_went_wrong_behind_the_scenes()
    {
        var report = ReportKinds.All["one owner's, with failures"];

        var text = string.Join('\n', TextReport.Lines(report));

        report.Upshot.ShouldBe(Upshot.Changed);
        AccountSubject.Of(report).ShouldBe("[KeyReaper LIVE] 111122223333 (example-prod): 1 of your access keys deactivated");
        text.ShouldContain("user done");
        foreach (var noise in new[] { "NEEDS ATTENTION", "failed", "unread", "LimitExceeded", "denied", "EXEMPT USERS" }) text.ShouldNotContain(noise, Case.Sensitive);
    }

    [Fact]
    public void Owners_whose_key_is_gone_come_before_those_who_can_still_undo_and_those_who_can_still_act()
    {
        var report = AReport.Of(
            AReport.Live with { OwnerTag = "owner" },
            [
                AReport.Key(1, "a").UsedDaysAgo(25).Tagged("owner", "due later"),
                AReport.Key(2, "b").UsedDaysAgo(29).Tagged("owner", "due sooner"),
                AReport.Key(3, "c").UsedDaysAgo(60).Tagged("owner", "deactivated"),
                AReport.Key(4, "d").Inactive().InactiveSinceDaysAgo(31).Tagged("owner", "deleted"),
                AReport.Key(5, "e").UsedDaysAgo(25).Tagged("owner", "deactivated"),
                AReport.Key(6, "f").UsedDaysAgo(1).Tagged("owner", "nothing to tell"),
                AReport.Key(7, "g").Inactive().InactiveSinceDaysAgo(1).Tagged("owner", "in grace"),
            ]);

        Owners.Concerned(report).ShouldBe(["deleted", "deactivated", "due sooner", "due later"]);
    }
}
