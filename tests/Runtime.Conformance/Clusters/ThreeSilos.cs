namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>Three silos in this process.</summary>
public sealed class ThreeSilos() : InProcessCluster(initialSilos: 3)
{
    public const string Tests = "three silos";
}
