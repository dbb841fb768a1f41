namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>These tests share one cluster, and run one after another.</summary>
[CollectionDefinition(ThreeSilos.Tests)]
public sealed class ThreeSilosTests : ICollectionFixture<ThreeSilos>
{
}
