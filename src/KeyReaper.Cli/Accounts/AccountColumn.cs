namespace KeyReaper.Cli.Accounts;

/// <summary>A column of figures in the table of accounts.</summary>
/// <param name="Narrow">The heading for narrow terminals, with breaks where it may be broken.</param>
internal sealed record AccountColumn(string Name, string Narrow, int Width, Func<AccountFigures, int> Of)
{
    public static IReadOnlyList<AccountColumn> All { get; } =
    [
        new("users", "Users", 5, figures => figures.Users),
        new("keys", "Keys", 5, figures => figures.Keys),
        new("unused", "Un-\nused", 5, figures => figures.Unused),
        new("to deactivate", "To de-\nactivate", 8, figures => figures.Deactivated),
        new("to delete", "To de-\nlete", 6, figures => figures.Deleted),
        new("inactive", "Inac-\ntive", 5, figures => figures.Inactive),
        new("due soon", "Due\nsoon", 4, figures => figures.Due),
        new("exempt", "Ex-\nempt", 4, figures => figures.ExemptUsers + figures.ExemptKeys),
        new("root keys", "Root\nkeys", 4, figures => figures.RootAccessKeys) { NotKnown = figures => figures.RootNotKnown > 0 },
        new("failures", "Fail-\nures", 5, figures => figures.Failed),
    ];

    public Func<AccountFigures, bool> NotKnown { get; private init; } = _ => false;

    /// <summary>Shows what is not known as a question mark, and marks a sum that lacks something.</summary>
    public string Text(AccountFigures figures) => NotKnown(figures) ? Of(figures) == 0 ? "?" : $"{Of(figures)}+?" : Of(figures).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
