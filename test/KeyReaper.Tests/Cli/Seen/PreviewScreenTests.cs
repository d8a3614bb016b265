using KeyReaper.Cli.Seen;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Seen;

public class PreviewScreenTests
{
    private static readonly Report EveryFate = AReport.Of(
        AReport.DryRun with { OwnerTag = "owner", Policy = A.Policy with { MaxDeactivations = 2 } },
        [
            .. AReport.EveryKind,
            AReport.Key(13, "rosa") with { Unreadable = new("iam:GetUser: AccessDenied: not authorized", "iam:GetUser") },
            AReport.Key(14, "sven") with { Status = KeyStatus.Deleted },
        ],
        listing: new() { ReportMadeAt = A.Now.AddHours(-1), UsersRuledOut = 2, RootAccessKeys = 1, UnlistedUsers = [new(A.User with { Name = "tess" }, new("iam:ListAccessKeys: Throttling: Rate exceeded"))] });

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Every_fate_has_its_place(int columns)
    {
        var screen = Shown(EveryFate, columns);

        screen.ShouldBeApproved($"preview-{columns}");
        screen.Split('\n').ShouldAllBe(line => line.Length <= columns);
        foreach (var step in EveryFate.Plan.Steps.Where(step => step.Verdict.Reason is not (Reason.InUse or Reason.Settling)))
            screen.ShouldContain(step.Key.Id); // whole, so that it can be copied
    }

    [Theory]
    [InlineData(40)]
    [InlineData(120)]
    public void What_is_not_about_access_keys_has_its_place(int columns)
    {
        var screen = Shown(AReport.Of(AReport.DryRun, [], listing: new() { ReportMadeAt = A.Now.AddHours(-1), SignIns = AReport.SignIns }), columns);

        screen.ShouldBeApproved($"preview-beside-keys-{columns}");
        screen.Split('\n').ShouldAllBe(line => line.Length <= columns);
    }

    [Fact]
    public void Deletion_off_is_told_where_a_date_would_stand() =>
        Shown(AReport.Of(AReport.DryRun with { Policy = A.Policy with { DeleteKeys = false } }, AReport.EveryKind), 120).ShouldBeApproved("preview-deletion-off");

    [Fact]
    public void An_account_without_keys_is_soon_told() =>
        Shown(AReport.Of(AReport.DryRun, []) with { Listing = new() { WhyWalked = new("INVENTORY is walk") } }, 80).ShouldBeApproved("preview-empty");

    [Fact]
    public void Names_that_would_colour_hide_or_reorder_are_shown_as_they_are_written()
    {
        const string Hostile = "[red]eve[/]\e[31m\u202Egnol\u009B1A";
        var hostile = AReport.Key(1, Hostile, "/[bold]/").UsedDaysAgo(45).Tagged("owner", Hostile);
        var report = AReport.Of(AReport.DryRun with { OwnerTag = "owner" }, [hostile]) with { AccountAlias = Hostile };
        report = report with { Listing = report.Listing with { ExemptUsers = [new(hostile.User, new(Hostile))] } };

        foreach (var columns in new[] { 40, 80, 120 })
        {
            var screen = Shown(report, columns, ansi: true);

            screen.ShouldContain("[red]eve");
            screen.ShouldNotContain("\e[31m");
            screen.ShouldNotContain('\u202E');
            screen.ShouldNotContain('\u009B');
        }
    }

    private static string Shown(Report report, int columns, bool ansi = false) =>
        Printed.By(console => new PreviewScreen(console).Show(report, "arn:aws:sts::111122223333:assumed-role/auditor/ana"), columns, ansi);
}
