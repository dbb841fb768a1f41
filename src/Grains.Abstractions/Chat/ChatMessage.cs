using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>A message as it is now.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Seq">Its number in the room.</param>
/// <param name="SenderId">Who sent it; null for the product itself.</param>
/// <param name="Content">What it says; null when it was removed.</param>
/// <param name="SentAt">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChatMessage")]
public sealed record ChatMessage(
    [property: Id(0)] string RoomId,
    [property: Id(1)] long Seq,
    [property: Id(2)] string? SenderId,
    [property: Id(3)] MessageContent? Content,
    [property: Id(4)] DateTimeOffset SentAt)
{
    /// <summary>The message that it answers.</summary>
    [Id(5)]
    public long? ReplyTo { get; init; }

    /// <summary>The name that its sender gave it.</summary>
    [Id(6)]
    public string? ClientMessageId { get; init; }

    /// <summary>When it was last edited.</summary>
    [Id(7)]
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether it is still shown.</summary>
    [Id(8)]
    public MessageRemoval Removal { get; init; }

    /// <summary>What it got, most frequent first.</summary>
    [Id(9)]
    public ImmutableArray<ReactionCount> Reactions { get; init; } = [];

    /// <summary>The message of an event of kind <see cref="RoomEventKind.Message"/>, without reactions.</summary>
    public static ChatMessage Of(string roomId, RoomEvent sent) => new(roomId, sent.Seq, sent.ActorId, sent.Content, sent.At)
    {
        ReplyTo = sent.TargetSeq,
        ClientMessageId = sent.ClientMessageId,
        EditedAt = sent.EditedAt,
        Removal = sent.Removal,
    };
}
