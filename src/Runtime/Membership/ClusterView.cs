using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>Who is in the cluster. Versions only grow, so of two views the newer is known.</summary>
internal sealed record ClusterView(long Version, ImmutableArray<SiloAddress> Silos)
{
    /// <summary>Nobody yet.</summary>
    public static ClusterView Empty { get; } = new(0, []);
}
