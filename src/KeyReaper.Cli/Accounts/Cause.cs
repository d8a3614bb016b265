using KeyReaper.Words;

namespace KeyReaper.Cli.Accounts;

/// <summary>What keeps some accounts from being read. Of more than one, the text has ... where their ids were.</summary>
internal sealed record Cause(IReadOnlyList<string> Accounts, string Why)
{
    /// <summary>The account, or how many they are: those are to be named beside it.</summary>
    public string Whose => Accounts is [var only] ? only : Wording.Count(Accounts.Count, "account");
}
