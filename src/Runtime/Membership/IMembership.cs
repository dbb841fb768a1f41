using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>Tells who is in the cluster, and lets a silo in and out.</summary>
internal interface IMembership
{
    /// <summary>The newest view known.</summary>
    ClusterView View { get; }

    /// <summary>Runs after <see cref="View"/> has changed. Handlers are quick and do not throw.</summary>
    event Action<ClusterView>? ViewChanged;

    /// <summary>Enters the cluster: from then on grains are placed on the silo.</summary>
    Task JoinAsync(SiloAddress silo, CancellationToken cancellationToken);

    /// <summary>Leaves the placement: no new grains, while those that are there finish.</summary>
    Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken);
}
