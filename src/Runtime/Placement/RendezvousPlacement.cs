using System.Collections.Immutable;
using Nusaloka.Runtime.Membership;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Placement;

/// <summary>
/// Rendezvous hashing (Thaler, Ravishankar 1998): each silo draws a number for the grain and the highest owns it, so that a silo that
/// comes or goes moves only the grains it gains or loses.
/// </summary>
internal sealed class RendezvousPlacement : IPlacement
{
    public SiloAddress? OwnerOf(GrainId grainId, ClusterView view) => OwnerAmong(view.Silos, grainId);

    public SiloAddress? LastOwnerOf(GrainId grainId, ClusterView view) =>
        OwnerAmong(view.Silos, grainId) ?? OwnerAmong([.. view.Members.Select(member => member.Address)], grainId);

    private static SiloAddress? OwnerAmong(ImmutableArray<SiloAddress> silos, GrainId grainId)
    {
        if (silos.Length <= 1) return silos.IsEmpty ? null : silos[0];
        var grain = grainId.StableHash;
        var owner = silos[0];
        var highest = Draw(grain, owner);
        for (var i = 1; i < silos.Length; i++)
        {
            var draw = Draw(grain, silos[i]);
            // Equal draws fall to the lower address, so that the order of the view does not matter.
            if (draw < highest || (draw == highest && silos[i].CompareTo(owner) > 0)) continue;
            highest = draw;
            owner = silos[i];
        }

        return owner;
    }

    private static ulong Draw(ulong grain, SiloAddress silo) => IdSpan.Mix(grain ^ silo.StableHash);
}
