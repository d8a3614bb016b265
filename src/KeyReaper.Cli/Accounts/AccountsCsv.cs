using KeyReaper.Cli.Seen;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Accounts;

/// <summary>The report as CSV, with the account in the first column. An account about which nothing is known has a row that says so.</summary>
internal static class AccountsCsv
{
    public static void Write(AccountsReport report, TextWriter output) => KeyCsv.Write(
        ["Account", .. KeyCsv.Columns],
        from account in report.Accounts
        from row in account.Figures is null ? [KeyCsv.Cells(user: null, path: null, owner: null, Reason.Unknown, AccountsReport.OneLine(account.Trouble!))] : KeyCsv.Rows(account.Report!)
        select (string?[])[account.Id, .. row],
        output);
}
