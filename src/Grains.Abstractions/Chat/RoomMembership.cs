namespace Nusaloka.Chat;

/// <summary>That somebody is, or was, in a room, and what they have set there: for a copy of all their data.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its name; empty where it has none.</param>
/// <param name="CounterpartId">The other person of a direct room.</param>
/// <param name="Member">What the room knows of them.</param>
/// <param name="LeftAt">When they have left; null for who is still there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomMembership")]
public sealed record RoomMembership(
    [property: Id(0)] string RoomId,
    [property: Id(1)] RoomKind Kind,
    [property: Id(2)] string Title,
    [property: Id(3)] string? CounterpartId,
    [property: Id(4)] RoomMember Member,
    [property: Id(5)] DateTimeOffset? LeftAt);
