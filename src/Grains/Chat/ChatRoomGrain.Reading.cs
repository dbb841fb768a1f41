using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <content>What members see.</content>
internal sealed partial class ChatRoomGrain
{
    public async Task<Result<ReadMark>> MarkReadAsync(string accountId, long seq, CancellationToken cancellationToken)
    {
        if (!TryEnter(accountId, out var room, out var member))
            return ChatErrors.RoomNotFound;
        seq = Math.Min(seq, room.Head.LastSeq);
        if (seq > member.ReadSeq)
        {
            var messages = seq == room.Head.LastSeq
                ? room.Head.MessageCount
                : room.Recent.MessageCountAt(seq) ?? (await store.FindAsync(room.Key, seq, cancellationToken))?.MessageCount ?? 0;
            // They may have left, or read on, meanwhile.
            if (!TryEnter(accountId, out room, out member))
                return ChatErrors.RoomNotFound;
            if (seq > member.ReadSeq)
            {
                Mark(room, member, seq, messages);
                member = room.Find(accountId) ?? member;
                _audience?.Tell(new ReadMark(accountId, seq, room.UnreadOf(member)));
                // When the list does not hear of it, it is right when the mark is stored.
                await GrainFactory.GetGrain<IConversationsGrain>(accountId).NoteReadAsync(Id, seq, messages, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return new ReadMark(accountId, member.ReadSeq, room.UnreadOf(member));
    }

    public async Task<Result<ChatMessage>> GetMessageAsync(RoomCaller caller, long seq, CancellationToken cancellationToken) =>
        MayRead(caller, out _) ? await ShownAsync(seq, caller.AccountId, cancellationToken) : ChatErrors.RoomNotFound;

    public async Task<Result<RoomHistory>> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        if (!MayRead(query.Caller, out var room))
            return ChatErrors.RoomNotFound;
        query = query with { Limit = Math.Clamp(query.Limit, 1, PageRequest.MaxLimit) };
        // The number from before the database is read: whoever resumes from it may hear of something twice, but misses nothing.
        var lastSeq = room.Head.LastSeq;
        var (messages, hasMore) = room.Recent.History(Id, query) ?? await store.HistoryAsync(room.Key, query, cancellationToken);
        return new RoomHistory(messages, hasMore, room.Epoch, lastSeq);
    }

    public async Task<Result<RoomResume>> ResumeAsync(RoomCaller caller, long afterSeq, string epoch, CancellationToken cancellationToken)
    {
        if (!MayRead(caller, out var room))
            return ChatErrors.RoomNotFound;
        var lastSeq = room.Head.LastSeq;
        if (epoch != room.Epoch || afterSeq < 0 || afterSeq > lastSeq || lastSeq - afterSeq > ChatLimits.MaxResumedEvents)
            return new RoomResume(false, [], room.Epoch, lastSeq);

        var events = room.Recent.After(afterSeq) ?? await store.EventsAsync(room.Key, afterSeq, lastSeq, ChatLimits.MaxResumedEvents, cancellationToken);
        var isWhole = events.Length == lastSeq - afterSeq;
        return new RoomResume(isWhole, isWhole ? events : [], room.Epoch, lastSeq);
    }

    public async Task<Result<RoomSearch>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        if (!MayRead(query.Caller, out var room))
            return ChatErrors.RoomNotFound;
        var words = query.Words.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || query.Words.Length > ChatLimits.MaxSearchLength)
            return Error.Validation("q", "out_of_range", $"q must have 1 to {ChatLimits.MaxSearchLength} characters.");
        query = query with { Limit = Math.Clamp(query.Limit, 1, PageRequest.MaxLimit) };
        return await store.SearchAsync(room.Key, words, query, cancellationToken);
    }

    public Task<Result<Page<RoomMember>>> GetMembersAsync(RoomCaller caller, PageRequest page, CancellationToken cancellationToken)
    {
        if (!MayRead(caller, out var room))
            return Task.FromResult((Result<Page<RoomMember>>)ChatErrors.RoomNotFound);
        if (page.Cursor is { } cursor && !ChatRules.IsId(cursor))
            return Task.FromResult((Result<Page<RoomMember>>)PageErrors.CursorInvalid);
        return Task.FromResult((Result<Page<RoomMember>>)room.MembersAfter(page.Cursor, Math.Clamp(page.Limit, 1, PageRequest.MaxLimit)));
    }
}
