namespace Nusaloka.Chat;

/// <summary>A room in the list of one of its members.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its name; of a direct room that of the other person; empty where there is none.</param>
/// <param name="CounterpartId">The other person of a direct room.</param>
/// <param name="LastMessage">The last message; null when there is none.</param>
/// <param name="LastSeq">The number of the last event.</param>
/// <param name="Unread">How many messages came after what the member has read.</param>
/// <param name="ActiveAt">When the last message was sent, or the room was opened.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Conversation")]
public sealed record Conversation(
    [property: Id(0)] string RoomId,
    [property: Id(1)] RoomKind Kind,
    [property: Id(2)] string Title,
    [property: Id(3)] string? CounterpartId,
    [property: Id(4)] ChatMessage? LastMessage,
    [property: Id(5)] long LastSeq,
    [property: Id(6)] long Unread,
    [property: Id(7)] DateTimeOffset ActiveAt)
{
    /// <summary>Until when the member wants no notifications.</summary>
    [Id(8)]
    public DateTimeOffset? QuietUntil { get; init; }
}
