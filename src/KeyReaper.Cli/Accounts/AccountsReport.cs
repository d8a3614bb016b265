using KeyReaper.Asked;
using KeyReaper.Forms;
using KeyReaper.Words;

namespace KeyReaper.Cli.Accounts;

/// <summary>A look at many accounts, the worst first.</summary>
internal sealed record AccountsReport(DateTimeOffset Now, Settings Settings, IReadOnlyList<AccountLook> Accounts)
{
    public AccountFigures Totals => Accounts.Select(account => account.Figures).OfType<AccountFigures>().Aggregate(AccountFigures.None, (sum, one) => sum.Plus(one));

    public IReadOnlyList<AccountLook> Unknown => [.. Accounts.Where(account => account.Figures is null)];

    /// <summary>Why nothing is known about those, each cause once.</summary>
    public IEnumerable<Cause> Causes =>
        SameCause.Of(Unknown, account => account.Name, account => OneLine(account.Trouble!)).Select(same => new Cause([.. same.Accounts.Select(account => Wording.Plain(account.Id))], same.Text));

    public bool FellShort => Accounts.Any(account => account.FellShort);

    /// <summary>The answer in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var totals = Totals;
            var unknown = Unknown.Count == 0 ? "" : $" Nothing is known about {Wording.Count(Unknown.Count, "account")}: {(Unknown.Count == 1 ? "it" : "they")} could not be read.";
            return $"{Wording.Count(Accounts.Count - Unknown.Count, "account")} with {Wording.Count(totals.Keys, "access key")} of {Wording.Count(totals.Users, "user")}: {totals.Unused} unused, {totals.Inactive} inactive."
                + $" KeyReaper would deactivate {totals.Deactivated} and delete {totals.Deleted}; {totals.Due} more {(totals.Due == 1 ? "is" : "are")} due soon.{unknown}";
        }
    }

    internal static string OneLine(string text) => Wording.Plain(string.Join(' ', text.Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)));
}
