namespace KeyReaper.Pass;

/// <summary>Who a report is for.</summary>
internal enum Audience
{
    /// <summary>Whoever runs KeyReaper.</summary>
    Summary,

    /// <summary>Whoever runs KeyReaper, about one account of an organization. The summary is then the organization's report.</summary>
    Account,

    /// <summary>The owner of some of the keys.</summary>
    Owner,
}
