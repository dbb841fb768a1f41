using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>A message that is durable.</summary>
/// <param name="Message">The message.</param>
/// <param name="Replayed">Whether it had been sent before under the same name.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SentMessage")]
public sealed record SentMessage([property: Id(0)] ChatMessage Message, [property: Id(1)] bool Replayed);

/// <summary>A part of a room's messages, in the order of their numbers.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="HasMore">Whether there are more in the direction that was asked for.</param>
/// <param name="Epoch">The room's epoch.</param>
/// <param name="LastSeq">The number of the room's last event: resuming from here misses nothing.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomHistory")]
public sealed record RoomHistory(
    [property: Id(0)] ImmutableArray<ChatMessage> Messages, [property: Id(1)] bool HasMore, [property: Id(2)] string Epoch, [property: Id(3)] long LastSeq);

/// <summary>What a client missed.</summary>
/// <param name="IsRecovered">
/// Whether <paramref name="Events"/> are all that came after the client's number. False: too many, or another epoch; the client reads the room anew.
/// </param>
/// <param name="Events">In the order of their numbers, without gaps; empty when not recovered.</param>
/// <param name="Epoch">The room's epoch.</param>
/// <param name="LastSeq">The number of the room's last event.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomResume")]
public sealed record RoomResume(
    [property: Id(0)] bool IsRecovered, [property: Id(1)] ImmutableArray<RoomEvent> Events, [property: Id(2)] string Epoch, [property: Id(3)] long LastSeq);

/// <summary>How far a member has read.</summary>
/// <param name="AccountId">The member.</param>
/// <param name="Seq">The last event that they have seen.</param>
/// <param name="Unread">How many messages came after it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReadMark")]
public sealed record ReadMark([property: Id(0)] string AccountId, [property: Id(1)] long Seq, [property: Id(2)] long Unread);

/// <summary>What a search found.</summary>
/// <param name="Messages">Newest first.</param>
/// <param name="NextBefore">
/// Where to go on: search again before this number; null when everything was looked through. There may be more although nothing was found,
/// because one search looks through at most <see cref="ChatLimits.MaxSearched"/> messages.
/// </param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomSearch")]
public sealed record RoomSearch([property: Id(0)] ImmutableArray<ChatMessage> Messages, [property: Id(1)] long? NextBefore);

/// <summary>A node hears of the room until its lease is over.</summary>
/// <param name="Epoch">The room's epoch.</param>
/// <param name="LastSeq">The number of the last event: what came before is not told, the node resumes when it has less.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NodeLease")]
public sealed record NodeLease([property: Id(0)] string Epoch, [property: Id(1)] long LastSeq);
