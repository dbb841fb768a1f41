namespace Nusaloka.Runtime.Metrics;

/// <summary>What a silo does at the moment, for operators. The embedded runtime only.</summary>
public interface IRuntimeStatistics
{
    /// <summary>A moment's impression, grain type by grain type, in the order of their names.</summary>
    IReadOnlyList<GrainStatistics> GetGrainStatistics();

    /// <summary>Calls of this host that wait for an answer.</summary>
    int PendingCalls { get; }
}
