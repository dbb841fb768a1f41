namespace Nusaloka.Chat;

/// <summary>A room as one of its members, or an officer, sees it.</summary>
/// <param name="Id">A UUID in lower-case "D" format.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its name; empty where it has none.</param>
/// <param name="SubjectId">The booking, or the person who is helped; null for others.</param>
/// <param name="Epoch">Names this history of the room: sequence numbers of another one mean nothing.</param>
/// <param name="LastSeq">The number of the last event.</param>
/// <param name="MessageCount">How many messages were sent.</param>
/// <param name="MemberCount">How many members there are.</param>
/// <param name="CreatedAt">When it was opened.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Room")]
public sealed record Room(
    [property: Id(0)] string Id,
    [property: Id(1)] RoomKind Kind,
    [property: Id(2)] string Title,
    [property: Id(3)] string? SubjectId,
    [property: Id(4)] string Epoch,
    [property: Id(5)] long LastSeq,
    [property: Id(6)] long MessageCount,
    [property: Id(7)] int MemberCount,
    [property: Id(8)] DateTimeOffset CreatedAt)
{
    /// <summary>Whoever asks as a member; null for an officer who is none.</summary>
    [Id(9)]
    public RoomMember? Me { get; init; }

    /// <summary>How many messages came after what they have read.</summary>
    [Id(10)]
    public long Unread { get; init; }

    /// <summary>From when on nothing can be said in it; null when it stays open.</summary>
    [Id(11)]
    public DateTimeOffset? ClosesAt { get; init; }
}
