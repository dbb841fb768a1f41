namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>One silo in this process: nothing travels.</summary>
public sealed class OneSilo() : InProcessCluster(initialSilos: 1)
{
    public const string Tests = "one silo";
}
