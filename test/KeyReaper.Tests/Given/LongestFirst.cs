using System.Diagnostics.CodeAnalysis;
using KeyReaper.Tests.Cli;
using KeyReaper.Tests.Cli.Live;
using KeyReaper.Tests.Cli.Seen;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Model;
using KeyReaper.Tests.Model.Exhaustive;
using KeyReaper.Tests.Organization;
using KeyReaper.Tests.Pass;
using KeyReaper.Tests.Published;
using KeyReaper.Tests.Sweeps;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("KeyReaper.Tests.Given.LongestFirst", "KeyReaper.Tests")]

namespace KeyReaper.Tests.Given;

/// <summary>Starts the classes that take longest first: one that started last would run alone on one core at the end. Only the time depends on it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "xunit makes it.")]
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long =
    [
        typeof(FaultSweepTests), typeof(ModelTests), typeof(PublishingCollection), typeof(HubRunBrakeTests), typeof(NotAccessKeysPassTests), typeof(AwsCliAgreementTests), typeof(PeopleSweepTests),
        typeof(HubRunLimitTests), typeof(ByHandTests), typeof(PipelineTests), typeof(StepsTests), typeof(EventExampleTests), typeof(ExhaustiveTests), typeof(CrashSweepTests), typeof(EquivalenceTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(Long, one => Holds(collection, one)) is var place and >= 0 ? place : Long.Length);

    private static bool Holds(ITestCollection collection, Type type) =>
        collection.CollectionDefinition?.Name == type.FullName || collection.DisplayName.EndsWith($" {type.FullName}", StringComparison.Ordinal);
}
