using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>Who of a room is there.</summary>
/// <param name="IsShown">Whether the room shows it: rooms of more than <see cref="ChatLimits.MaxMembersShown"/> members do not.</param>
/// <param name="Members">The other members, of a direct room only who has read or written there; empty when it is not shown.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomPresence")]
public sealed record RoomPresence([property: Id(0)] bool IsShown, [property: Id(1)] ImmutableArray<Presence> Members);
