namespace Nusaloka.Scenarios.Cluster;

/// <summary>What a scenario needs.</summary>
internal sealed record ClusterSetup
{
    /// <summary>Silo processes; 0 for one API with a silo inside.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>API processes.</summary>
    public int Apis { get; init; } = 1;

    /// <summary>A PostgreSQL server that it may stop, instead of a database on the shared one.</summary>
    public bool OwnPostgres { get; init; }

    /// <summary>A Redis server that it may kill, instead of the shared one.</summary>
    public bool OwnRedis { get; init; }

    /// <summary>The first silo and the first API reach Redis by a way of their own, which the scenario may cut.</summary>
    public bool CutsRedis { get; init; }
}
