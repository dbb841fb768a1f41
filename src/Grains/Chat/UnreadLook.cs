using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>Who of a room has not read what was said.</summary>
/// <param name="Kind">What the room is for.</param>
/// <param name="Title">Its name.</param>
/// <param name="UpTo">The last event that was looked at.</param>
/// <param name="MentionsFrom">Mentions up to here are no more at hand: the history has them.</param>
/// <param name="MentionsUpTo">Mentions after <paramref name="MentionsFrom"/> and up to here are in <paramref name="Mentioned"/>.</param>
/// <param name="Mentioned">Members who were mentioned and have not read it, in the order of the messages, whether they want to hear of the room or not.</param>
/// <param name="Others">Members who want to hear of the room, have not read its last message of another, and were not told since they last read.</param>
/// <param name="Unknown">Members like those, of whom only the history says whether there is such a message.</param>
/// <param name="HasMore">Whether another look finds more when those were told.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.UnreadLook")]
internal sealed record UnreadLook(
    [property: Id(0)] RoomKind Kind,
    [property: Id(1)] string Title,
    [property: Id(2)] long UpTo,
    [property: Id(3)] long MentionsFrom,
    [property: Id(4)] long MentionsUpTo,
    [property: Id(5)] ImmutableArray<UnreadMember> Mentioned,
    [property: Id(6)] ImmutableArray<UnreadMember> Others,
    [property: Id(7)] ImmutableArray<Guid> Unknown,
    [property: Id(8)] bool HasMore);
