using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>What a room tells a node: events that are durable, and how far members have read and who is writing, which is of the moment.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Events">In the order of their numbers, without gaps among them; empty when only what is of the moment is told.</param>
/// <param name="Reads">Members who have read further; only the latest of each, and none in large rooms.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomNews")]
public sealed record RoomNews(
    [property: Id(0)] string RoomId, [property: Id(1)] string Epoch, [property: Id(2)] ImmutableArray<RoomEvent> Events, [property: Id(3)] ImmutableArray<ReadMark> Reads)
{
    /// <summary>Who has begun to write or has stopped; only the latest of each, and none in large rooms.</summary>
    [Id(4)]
    public ImmutableArray<TypingMark> Typing { get; init; } = [];
}
