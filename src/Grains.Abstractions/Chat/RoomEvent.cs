namespace Nusaloka.Chat;

/// <summary>
/// One thing that happened in a room. Everything in a room has one sequence, without gaps, so whoever has all events up to a number
/// knows the room as it was then.
/// </summary>
/// <param name="Seq">1, 2, 3 … in the room.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ActorId">Who did it; null when nobody did.</param>
/// <param name="At">When, UTC, in whole microseconds.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomEvent")]
public sealed record RoomEvent(
    [property: Id(0)] long Seq,
    [property: Id(1)] RoomEventKind Kind,
    [property: Id(2)] string? ActorId,
    [property: Id(3)] DateTimeOffset At)
{
    /// <summary>How many messages the room has up to here: the difference of two is what is unread between them.</summary>
    [Id(4)]
    public long MessageCount { get; init; }

    /// <summary>The message that is edited, removed or reacted to, or that a message answers.</summary>
    [Id(5)]
    public long? TargetSeq { get; init; }

    /// <summary>What a message says, as it says it now, or what an edit made of it; null when that was removed.</summary>
    [Id(6)]
    public MessageContent? Content { get; init; }

    /// <summary>The name that its sender gave a message, so that sending it again does nothing.</summary>
    [Id(7)]
    public string? ClientMessageId { get; init; }

    /// <summary>When a message was last edited.</summary>
    [Id(8)]
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether a message is still shown; of <see cref="RoomEventKind.Removed"/> how it was removed.</summary>
    [Id(9)]
    public MessageRemoval Removal { get; init; }

    /// <summary>The reaction.</summary>
    [Id(10)]
    public string? Emoji { get; init; }

    /// <summary>What happened to a member.</summary>
    [Id(11)]
    public MemberNews? Member { get; init; }

    /// <summary>The room's new name.</summary>
    [Id(12)]
    public string? Title { get; init; }
}
