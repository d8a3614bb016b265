using System.Diagnostics.CodeAnalysis;

namespace KeyReaper.Tests.Published;

/// <summary>Publishing takes all the machine has for a while: these run alone, and publish once.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "xunit's word for it.")]
public sealed class PublishingCollection : ICollectionFixture<PublishedFunction>
{
    public const string Name = "Publishing";
}
