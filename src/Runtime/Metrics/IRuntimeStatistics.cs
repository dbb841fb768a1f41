namespace Nusaloka.Runtime.Metrics;

/// <summary>What a silo or a client does at the moment, for operators. The embedded runtime only.</summary>
public interface IRuntimeStatistics
{
    /// <summary>A moment's impression, grain type by grain type, in the order of their names. Empty for a client.</summary>
    IReadOnlyList<GrainStatistics> GetGrainStatistics();

    /// <summary>The cluster as this host knows it.</summary>
    ClusterStatistics GetClusterStatistics();

    /// <summary>Calls of this host that wait for an answer.</summary>
    int PendingCalls { get; }
}
