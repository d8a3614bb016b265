namespace KeyReaper.Forms;

/// <summary>What went wrong with accounts, once per cause.</summary>
internal static class SameCause
{
    /// <param name="name">What the text calls the account. Texts that differ in nothing else have the same cause.</param>
    /// <returns>A text, and the accounts that it is about. With more than one, the text has ... in place of their names.</returns>
    public static IEnumerable<(string Text, IReadOnlyList<T> Accounts)> Of<T>(IEnumerable<T> accounts, Func<T, string> name, Func<T, string> text) =>
        from same in accounts.GroupBy(account => text(account).Replace(name(account), "...", StringComparison.Ordinal))
        let all = same.ToArray()
        select (all is [var only] ? text(only) : same.Key, (IReadOnlyList<T>)all);
}
