using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <content>What members see.</content>
internal sealed partial class ChatRoomGrain
{
    private static readonly TimeSpan SearchPause = TimeSpan.FromSeconds(1);

    private bool _isSearching;

    public async Task<Result<ReadMark>> MarkReadAsync(string accountId, long seq, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(accountId, cancellationToken);
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
                // Who has blocked whom see nothing of each other.
                if (!room.IsBlocked)
                    _audience?.Tell(new ReadMark(accountId, seq, room.UnreadOf(member)));
                // When the list does not hear of it, it is right when the mark is stored.
                await GrainFactory.GetGrain<IConversationsGrain>(accountId).NoteReadAsync(Id, seq, messages, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return new ReadMark(accountId, member.ReadSeq, room.UnreadOf(member));
    }

    public async Task<Result<ChatMessage>> GetMessageAsync(RoomCaller caller, long seq, CancellationToken cancellationToken) =>
        await ReadableAsync(caller, cancellationToken) is null ? ChatErrors.RoomNotFound : await ShownAsync(seq, caller.AccountId, cancellationToken);

    public async Task<Result<RoomHistory>> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        if (await ReadableAsync(query.Caller, cancellationToken) is not { } room)
            return ChatErrors.RoomNotFound;
        query = query with { Limit = Math.Clamp(query.Limit, 1, PageRequest.MaxLimit) };
        // The number from before the database is read: whoever resumes from it may hear of something twice, but misses nothing.
        var lastSeq = room.Head.LastSeq;
        var (messages, hasMore) = room.Recent.History(Id, query) ?? await store.HistoryAsync(room.Key, query, cancellationToken);
        return new RoomHistory(messages, hasMore, room.Epoch, lastSeq);
    }

    public async Task<Result<RoomResume>> ResumeAsync(RoomCaller caller, long afterSeq, string epoch, CancellationToken cancellationToken)
    {
        if (await ReadableAsync(caller, cancellationToken) is not { } room)
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
        if (await ReadableAsync(query.Caller, cancellationToken) is not { } room)
            return ChatErrors.RoomNotFound;
        var words = query.Words.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || query.Words.Length > ChatLimits.MaxSearchLength)
            return Error.Validation("q", "out_of_range", $"q must have 1 to {ChatLimits.MaxSearchLength} characters.");
        if (words.Length > ChatLimits.MaxSearchWords)
            return Error.Validation("q", "out_of_range", $"q must have at most {ChatLimits.MaxSearchWords} words.");
        // A room looks through its messages for one at a time: the others ask again.
        if (_isSearching)
            return ChatErrors.TooFast(SearchPause);

        _isSearching = true;
        try
        {
            return await search.FindAsync(room.Key, words, query with { Limit = Math.Clamp(query.Limit, 1, PageRequest.MaxLimit) }, cancellationToken);
        }
        finally
        {
            _isSearching = false;
        }
    }

    public async Task<Result<Page<RoomMember>>> GetMembersAsync(RoomCaller caller, PageRequest page, CancellationToken cancellationToken)
    {
        if (await ReadableAsync(caller, cancellationToken) is not { } room)
            return ChatErrors.RoomNotFound;
        if (page.Cursor is { } cursor && !ChatRules.IsId(cursor))
            return PageErrors.CursorInvalid;
        return room.MembersAfter(caller.AccountId, page.Cursor, Math.Clamp(page.Limit, 1, PageRequest.MaxLimit));
    }
}
