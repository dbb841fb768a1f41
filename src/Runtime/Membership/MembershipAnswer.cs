namespace Nusaloka.Runtime.Membership;

/// <summary>What Redis said.</summary>
/// <param name="Status">What became of the question.</param>
/// <param name="Epoch">Which making of the data it is: Redis may lose them.</param>
/// <param name="View">The newest view; null when it is the one that the asker knows, or the data are gone.</param>
internal readonly record struct MembershipAnswer(MembershipStatus Status, string Epoch, ClusterView? View);
