using Orleans.Concurrency;

namespace Nusaloka.Chat;

/// <summary>The rooms of one person. Key: the account id. A query: messages cost it nothing, whoever reads tells it.</summary>
[Alias("nusaloka.IConversationsGrain")]
public interface IConversationsGrain : IGrainWithStringKey
{
    /// <summary>The rooms, last active first. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<Result<Page<Conversation>>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>How much is not read.</summary>
    [AlwaysInterleave, Alias("CountUnread")]
    Task<UnreadTotal> CountUnreadAsync(CancellationToken cancellationToken = default);

    /// <summary>Every message that the person has sent and that was not removed, room by room in its order: for a copy of all their data. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListSent")]
    Task<Result<Page<ChatMessage>>> ListSentAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Every room that the person is or was in, and what they have set there, by id: for a copy of all their data. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListMemberships")]
    Task<Result<Page<RoomMembership>>> ListMembershipsAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Every reaction of the person, room by room and message by message: for a copy of all their data. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListReactions")]
    Task<Result<Page<GivenReactions>>> ListReactionsAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Every message that the person has reported, room by room: for a copy of all their data. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListReported")]
    Task<Result<Page<MessageReport>>> ListReportedAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>By rooms: the person has read so far, which is not stored yet.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="seq">The last event that they have seen.</param>
    /// <param name="readMessages">How many messages the room had up to it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    [AlwaysInterleave, Alias("NoteRead")]
    Task NoteReadAsync(string roomId, long seq, long readMessages, CancellationToken cancellationToken = default);
}
