using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class ControlsTests
{
    [Theory]
    [InlineData(45, true, true)]
    [InlineData(46, false, true)]
    [InlineData(90, false, true)]
    [InlineData(91, false, false)]
    public void A_control_is_claimed_only_while_the_unused_period_is_within_what_it_allows(int unusedDays, bool cis, bool securityHub)
    {
        var served = Controls.ServedBy(Act.Deactivate, A.Policy with { UnusedPeriod = TimeSpan.FromDays(unusedDays) });

        served.Contains("CIS-AWS-5.0.0-1.11").ShouldBe(cis);
        served.Contains("SecurityHub-IAM.8").ShouldBe(securityHub);
        served.ShouldContain("NIST-800-53-r5-AC-2(3)");
    }

    [Fact]
    public void A_deletion_is_evidence_for_removing_and_not_for_what_the_deactivation_had_met() =>
        Controls.ServedBy(Act.Delete, A.Policy).ShouldBe(["NIST-800-53-r5-AC-2", "ISO-27001-2022-A.5.18", "SOC2-CC6.2", "SOC2-CC6.3"]);

    [Theory]
    [InlineData(Act.Keep)]
    [InlineData(Act.StartGrace)]
    [InlineData(Act.RecordReactivation)]
    [InlineData(Act.RemoveTag)]
    internal void Bookkeeping_is_evidence_for_nothing(Act act) => Controls.ServedBy(act, A.Policy).ShouldBeEmpty();
}
