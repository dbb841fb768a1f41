using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>A room as the database has it.</summary>
/// <param name="Id">The room.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="SubjectId">The booking, or the person who is helped.</param>
/// <param name="Epoch">Names its history.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ClosesAt">From when on nothing can be said; null for never.</param>
/// <param name="Head">What changes with its events.</param>
/// <param name="Members">Those who have not left.</param>
/// <param name="Recent">Its last events.</param>
/// <param name="Reactions">The reactions to the messages among them.</param>
/// <param name="Told">Who was told that something is unread.</param>
internal sealed record StoredRoom(
    Guid Id, RoomKind Kind, string? SubjectId, Guid Epoch, DateTimeOffset CreatedAt, DateTimeOffset? ClosesAt, RoomHead Head, IReadOnlyList<RoomMember> Members,
    IReadOnlyList<RoomEvent> Recent, IReadOnlyList<(long Seq, string Emoji, string AccountId)> Reactions,
    IReadOnlyList<ToldMember> Told);
