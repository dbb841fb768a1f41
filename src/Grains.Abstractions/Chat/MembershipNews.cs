using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>What a room tells a node of accounts that have clients there and have become members, or are none any more.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Events">Events of the kind <see cref="RoomEventKind.Member"/>, in the order of their numbers.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MembershipNews")]
public sealed record MembershipNews([property: Id(0)] string RoomId, [property: Id(1)] ImmutableArray<RoomEvent> Events);
