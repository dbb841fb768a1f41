namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>These tests share one cluster, and run one after another.</summary>
[CollectionDefinition(ThreeProcesses.Tests)]
public sealed class ThreeProcessesTests : ICollectionFixture<ThreeProcesses>
{
}
