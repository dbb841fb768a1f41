using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>What somebody thinks of a message: for a copy of all their data.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Seq">The message.</param>
/// <param name="Emojis">Their reactions to it, the first one first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GivenReactions")]
public sealed record GivenReactions(
    [property: Id(0)] string RoomId,
    [property: Id(1)] long Seq,
    [property: Id(2)] ImmutableArray<string> Emojis);
