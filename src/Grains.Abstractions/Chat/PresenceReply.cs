using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>What a partition of presence answers to a node.</summary>
/// <param name="IsKnown">Whether the partition knew the node. If not, nothing was taken, and the node says everything again, beginning with <see cref="PresenceReport.IsFirst"/>.</param>
/// <param name="Watched">How those are of whom the node wants to hear from now on.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PresenceReply")]
public sealed record PresenceReply([property: Id(0)] bool IsKnown, [property: Id(1)] ImmutableArray<WatchedPresence> Watched)
{
    /// <summary>What the node was not told of those who are connected to it from now on: they have become members of a room a moment ago, or are none any more.</summary>
    [Id(2)]
    public ImmutableArray<MembershipNews> Missed { get; init; } = [];
}
