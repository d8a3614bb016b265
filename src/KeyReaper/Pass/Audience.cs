namespace KeyReaper.Pass;

/// <summary>Whom a report is for.</summary>
internal enum Audience
{
    /// <summary>Whoever runs KeyReaper.</summary>
    Summary,

    /// <summary>The same for one account of many: the summary is then the organization's.</summary>
    Account,

    /// <summary>The owner of some of the keys.</summary>
    Owner,
}
