using Nusaloka.Chat;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Lists a person's rooms from the database, and knows what they have read in the last seconds, which rooms store a little later: so whoever has read
/// something does not see it as unread.
/// </summary>
[CollectionAgeLimit(Minutes = 2)]
internal sealed class ConversationsGrain(ConversationQueries queries, OwnChatQueries own, MessageReports reports, TimeProvider time) : Grain, IConversationsGrain
{
    /// <summary>Well above the time after which a room has stored it.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private const int MaxRemembered = 1_000;

    private readonly Dictionary<string, (long ReadMessages, long At)> _read = new(StringComparer.Ordinal);

    public async Task<Result<Page<Conversation>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;
        if (!Guid.TryParse(this.GetPrimaryKeyString(), out var id))
            return new Page<Conversation>([], null);

        var rows = await queries.ListAsync(id, before, page.Limit + 1, cancellationToken);
        var items = rows.Take(page.Limit).Select(row => row.Conversation with { Unread = Unread(row.Conversation, row.MessageCount) });
        return new Page<Conversation>([.. items], rows.Length <= page.Limit ? null : CursorOf(rows[page.Limit - 1].Conversation));
    }

    public async Task<UnreadTotal> CountUnreadAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(this.GetPrimaryKeyString(), out var id))
            return new UnreadTotal(0, 0);
        var unread = (await queries.UnreadAsync(id, cancellationToken))
            .Select(room => room.MessageCount - Math.Max(room.ReadMessages, KnownOf(room.RoomId.ToString()))).Where(static count => count > 0).ToArray();
        return new UnreadTotal(unread.Sum(), unread.Length);
    }

    public Task<Result<Page<ChatMessage>>> ListSentAsync(PageRequest page, CancellationToken cancellationToken) => ListAsync(
        page, (id, after, limit) => queries.ListSentAsync(id, after, limit, cancellationToken), static one => new MessageId(one.RoomId, one.Seq));

    public async Task<Result<Page<RoomMembership>>> ListMembershipsAsync(PageRequest page, CancellationToken cancellationToken)
    {
        Guid? after = null;
        if (page.Cursor is { } cursor)
        {
            if (!Guid.TryParseExact(cursor, "D", out var last))
                return PageErrors.CursorInvalid;
            after = last;
        }

        if (!Guid.TryParse(this.GetPrimaryKeyString(), out var id))
            return new Page<RoomMembership>([], null);
        var found = await own.ListMembershipsAsync(id, after, page.Limit + 1, cancellationToken);
        return new Page<RoomMembership>([.. found.Take(page.Limit)], found.Length <= page.Limit ? null : found[page.Limit - 1].RoomId);
    }

    public Task<Result<Page<GivenReactions>>> ListReactionsAsync(PageRequest page, CancellationToken cancellationToken) => ListAsync(
        page, (id, after, limit) => own.ListReactionsAsync(id, after, limit, cancellationToken), static one => new MessageId(one.RoomId, one.Seq));

    public Task<Result<Page<MessageReport>>> ListReportedAsync(PageRequest page, CancellationToken cancellationToken) => ListAsync(
        page, (id, after, limit) => reports.ListOfReporterAsync(id, after, limit, cancellationToken), static one => new MessageId(one.RoomId, one.Seq));

    public Task NoteReadAsync(string roomId, long seq, long readMessages, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_read.Count >= MaxRemembered)
        {
            foreach (var (room, known) in _read)
            {
                if (time.GetElapsedTime(known.At, now) > Remembered)
                    _read.Remove(room);
            }
        }

        if (_read.Count < MaxRemembered || _read.ContainsKey(roomId))
            _read[roomId] = (Math.Max(KnownOf(roomId), readMessages), now);
        return Task.CompletedTask;
    }

    /// <summary>Where a list goes on after a room.</summary>
    internal static string CursorOf(Conversation last) => new Cursor(last.ActiveAt, last.RoomId).Encode();

    /// <summary>A page of what is ordered by messages.</summary>
    private async Task<Result<Page<T>>> ListAsync<T>(PageRequest page, Func<Guid, MessageId?, int, Task<T[]>> read, Func<T, MessageId> placeOf)
    {
        MessageId? after = null;
        if (page.Cursor is { } cursor)
        {
            if (!MessageId.TryParse(cursor, out var last))
                return PageErrors.CursorInvalid;
            after = last;
        }

        if (!Guid.TryParse(this.GetPrimaryKeyString(), out var id))
            return new Page<T>([], null);
        var found = await read(id, after, page.Limit + 1);
        return found.ToPage(page, last => placeOf(last).ToString());
    }

    private long Unread(Conversation conversation, long messageCount) =>
        Math.Max(0, Math.Min(conversation.Unread, messageCount - KnownOf(conversation.RoomId)));

    private long KnownOf(string roomId) => _read.TryGetValue(roomId, out var known) ? known.ReadMessages : 0;
}
