using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>Tells who is in the cluster, and lets a silo in and out. Clients only watch.</summary>
internal interface IMembership
{
    /// <summary>The newest view known.</summary>
    ClusterView View { get; }

    /// <summary>Whether this host reaches the table from which views come.</summary>
    TableContact Contact { get; }

    /// <summary>Runs after <see cref="View"/> has changed. Handlers are quick and do not throw.</summary>
    event Action<ClusterView>? ViewChanged;

    /// <summary>Runs when the cluster has gone on without a silo of this host, which therefore must stop serving.</summary>
    event Action<SiloAddress>? Evicted;

    /// <summary>Begins to follow the cluster; completes when the first view is known.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Enters the cluster: from then on grains are placed on the silo.</summary>
    Task JoinAsync(SiloAddress silo, string name, CancellationToken cancellationToken);

    /// <summary>Leaves the placement (<see cref="SiloStatus.ShuttingDown"/>): no new grains, while those that are there finish.</summary>
    Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken);

    /// <summary>Takes the silo out of the view altogether.</summary>
    Task RemoveAsync(SiloAddress silo, CancellationToken cancellationToken);

    /// <summary>Completes when <see cref="View"/> has at least that version.</summary>
    Task RefreshAsync(long version, CancellationToken cancellationToken);

    /// <summary>Looks now: completes when <see cref="View"/> is as new as the cluster was when this was called.</summary>
    Task LookAsync(CancellationToken cancellationToken);

    /// <summary>Takes over a view that another silo knows, if it is newer.</summary>
    void Learn(ClusterView view);

    /// <summary>Says that a silo refuses connections: unless it shows itself soon, it is taken for dead.</summary>
    void Suspect(SiloAddress silo);

    /// <summary>Stops following.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
