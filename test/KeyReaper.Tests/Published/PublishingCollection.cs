using System.Diagnostics.CodeAnalysis;

namespace KeyReaper.Tests.Published;

/// <summary>Tests that build what users run: only once, one after the other, and at the same time as other tests, whose files they leave alone.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "xunit's word for it.")]
public sealed class PublishingCollection : ICollectionFixture<PublishedFunction>
{
    public const string Name = "Publishing";
}
