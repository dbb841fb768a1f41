namespace Nusaloka.Chat;

/// <summary>A member of a room.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Role">What they may do.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="ReadSeq">The last event that they have seen; 0 for none, and where others are not shown it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomMember")]
public sealed record RoomMember(
    [property: Id(0)] string AccountId,
    [property: Id(1)] RoomRole Role,
    [property: Id(2)] DateTimeOffset JoinedAt,
    [property: Id(3)] long ReadSeq)
{
    /// <summary>How many messages the room had up to <see cref="ReadSeq"/>.</summary>
    [Id(4)]
    public long ReadMessages { get; init; }

    /// <summary>Until when a moderator keeps them from writing; null when nobody does.</summary>
    [Id(5)]
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Until when they want no notifications of the room; null when they do. For themselves only.</summary>
    [Id(6)]
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>Whether they have blocked the other of a direct room. For themselves only.</summary>
    [Id(7)]
    public bool HasBlocked { get; init; }
}
