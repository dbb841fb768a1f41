using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>Who is in the cluster. Versions only grow, so of two views the newer is known.</summary>
internal sealed class ClusterView(long version, ImmutableArray<SiloMember> members)
{
    /// <summary>Nobody yet.</summary>
    public static ClusterView Empty { get; } = new(0, []);

    public long Version { get; } = version;

    /// <summary>All silos that are there, those that leave included.</summary>
    public ImmutableArray<SiloMember> Members { get; } = members;

    /// <summary>The active ones, on which grains are placed.</summary>
    public ImmutableArray<SiloAddress> Silos { get; } =
        [.. members.Where(member => member.Status == SiloStatus.Active).Select(member => member.Address)];

    /// <summary>The member at that address; null when it is not there.</summary>
    public SiloMember? Find(SiloAddress silo) => Members.FirstOrDefault(member => member.Address.Equals(silo));

    /// <summary>The next view, with a member put in or in another status.</summary>
    public ClusterView With(SiloMember member) => new(Version + 1, [.. Members.Where(other => !other.Address.Equals(member.Address)), member]);

    /// <summary>The next view, without a member.</summary>
    public ClusterView Without(SiloAddress silo) => new(Version + 1, [.. Members.Where(member => !member.Address.Equals(silo))]);
}
