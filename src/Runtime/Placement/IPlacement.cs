using Nusaloka.Runtime.Membership;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Placement;

/// <summary>Says which silo a grain belongs to.</summary>
internal interface IPlacement
{
    /// <summary>The owner of a grain in a view; the same answer everywhere for the same view. Null when the view is empty.</summary>
    SiloAddress? OwnerOf(GrainId grainId, ClusterView view);
}
