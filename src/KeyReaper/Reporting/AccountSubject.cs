using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

internal static class AccountSubject
{
    public static string Of(Report report) => Subject.Of(report.Mode, report.AccountId, Result(report), report.AccountAlias);

    private static string Result(Report report)
    {
        if (report.Owner is not null) return OwnerText.Result(report);
        if (report.Listing.BrokeOff is not null) return "could not read every user, nothing done";
        if (report.BrakeHeld) return $"brake tripped, {(report.Effective(Act.Deactivate).Count() is var deactivated and > 0 ? $"deactivated {deactivated}, deleted none" : "nothing deactivated or deleted")}";

        var done = Achievement.Of(Counts.Of(report), report.DryRun);
        return report.Upshot is Upshot.Attention ? $"needs attention, {done}" : done;
    }
}
