using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>Whoever must know what becomes of the journal's writes.</summary>
internal interface IRoomListener
{
    /// <summary>Whether how far members have read should be written now.</summary>
    bool IsTimeForMarks();

    /// <summary>Whether others should be told that something was said.</summary>
    bool IsTimeForNews();

    /// <summary>That they are told is durable.</summary>
    void Told();

    /// <summary>This is durable, and the memory knows it.</summary>
    void Written(IReadOnlyList<RoomEvent> events, IReadOnlyList<MemberRow> members);

    /// <summary>Nothing more will be written.</summary>
    void Broken(Exception exception);
}
