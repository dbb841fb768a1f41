namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>These tests share one cluster, and run one after another.</summary>
[CollectionDefinition(OneSilo.Tests)]
public sealed class OneSiloTests : ICollectionFixture<OneSilo>
{
}
