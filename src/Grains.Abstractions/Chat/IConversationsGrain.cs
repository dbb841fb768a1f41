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

    /// <summary>By rooms: the person has read so far, which is not stored yet.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="seq">The last event that they have seen.</param>
    /// <param name="readMessages">How many messages the room had up to it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    [AlwaysInterleave, Alias("NoteRead")]
    Task NoteReadAsync(string roomId, long seq, long readMessages, CancellationToken cancellationToken = default);
}
