using Nusaloka.Chat;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Chat;

/// <summary>What is to be written of one room, all or nothing.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="WriteId">A number that no other write of the room has: by it the write is known again when its answer was lost.</param>
/// <param name="Before">What the room is as far as the writer knows; the write is refused when its version is another.</param>
/// <param name="After">What it is afterwards; its version is one more. Null when only <paramref name="Cursors"/> are written, which need no fence.</param>
/// <param name="Events">In the order of their numbers.</param>
/// <param name="Members">At most one row for a member.</param>
/// <param name="Cursors">At most one for a member.</param>
/// <param name="News">An event for the outbox, which is written with the room or not at all; null for none.</param>
public sealed record RoomWrite(
    Guid RoomId, long WriteId, RoomHead Before, RoomHead? After, IReadOnlyList<RoomEvent> Events, IReadOnlyList<MemberRow> Members,
    IReadOnlyList<ReadCursor> Cursors, OutboxRow? News = null);
