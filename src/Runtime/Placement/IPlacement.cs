using Nusaloka.Runtime.Membership;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Placement;

/// <summary>Says which silo a grain belongs to.</summary>
internal interface IPlacement
{
    /// <summary>The owner of a grain in a view; the same answer everywhere for the same view. Null when no silo is active.</summary>
    SiloAddress? OwnerOf(GrainId grainId, ClusterView view);

    /// <summary>The same for the silos themselves, which need their grains until the end: when all leave, the owner is one of those.</summary>
    SiloAddress? LastOwnerOf(GrainId grainId, ClusterView view);
}
