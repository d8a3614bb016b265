using System.Text;
using System.Text.Json;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>The function's answer, of which a state machine gets thousands.</summary>
public class SummaryTests
{
    public static TheoryData<string> Kinds => ReportKinds.Names;

    [Theory, MemberData(nameof(Kinds))]
    public void Whatever_the_pass_came_to_the_answer_stays_under_a_kilobyte(string kind) => Encoding.UTF8.GetByteCount(Answer(ReportKinds.All[kind])).ShouldBeLessThan(1024);

    [Fact]
    public void A_trouble_of_many_words_is_cut()
    {
        var report = AReport.Of(AReport.Live, AReport.EveryKind, listing: new() { WhyWalked = new("iam:GetCredentialReport: " + string.Concat(Enumerable.Repeat("\u2028 'denied' ", 1000))) });

        Encoding.UTF8.GetByteCount(Answer(report)).ShouldBeLessThan(1024);
        PassSummary.Of(report, published: true).Inventory.ShouldEndWith("...");
    }

    [Fact]
    public void The_answer_has_what_the_organization_s_report_needs()
    {
        var report = AReport.Of(AReport.Live, [A.Key, A.Key with { Id = "AKIAEXAMPLEKEY000002" }], step => new(step, step.Key.Id == A.Key.Id ? Result.Failed : Result.NotAttempted));

        var answer = JsonElement.Parse(Answer(report));

        answer.GetProperty("account").GetString().ShouldBe("111122223333");
        answer.GetProperty("outcome").GetString().ShouldBe("attention");
        answer.GetProperty("result").GetString().ShouldBe("KeyReaper left all 2 access keys as they are. Its report could not be published and is in the log. 100 owners were not told.");
        (answer.GetProperty("failed").GetInt32(), answer.GetProperty("notAttempted").GetInt32(), answer.GetProperty("brakeTripped").GetBoolean()).ShouldBe((1, 1, false));
    }

    private static string Answer(Report report) => new SummarySerializer().Write(PassSummary.Of(report, published: false, untold: 100, lost: true));
}
