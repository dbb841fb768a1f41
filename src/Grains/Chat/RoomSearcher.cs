using Dapper;
using Nusaloka.Chat;
using Npgsql;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Looks through the messages of one room, a step of a few thousand after the other, until enough is found, enough was looked at or enough time has
/// gone; then it says where to go on. So no search holds a connection for long, whatever is searched for and however long the room is.
/// </summary>
internal sealed class RoomSearcher(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const short Message = (short)RoomEventKind.Message;

    private const int Step = 2_000;

    /// <summary>No further step begins after this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Messages that contain all words, newest first.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="words">In lower case.</param>
    /// <param name="query">The rest of what is asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<RoomSearch> FindAsync(Guid roomId, string[] words, SearchQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One step takes milliseconds; what takes a thousand times as long must end.
        await connection.ExecuteAsync(new CommandDefinition("set local statement_timeout = '5s'", transaction: transaction, cancellationToken: cancellationToken));

        var (found, next, looked, started) = (new List<RoomEvent>(), query.Before ?? long.MaxValue, 0, time.GetTimestamp());
        do
        {
            var (first, count) = await connection.QuerySingleAsync<(long First, int Count)>(new CommandDefinition(
                $"""
                select coalesce(min(seq), 0), count(*)::int
                from (select seq from chat_event where room_id = @roomId and kind = @Message and seq < @next order by seq desc limit {Step}) s
                """,
                new { roomId, Message, next }, transaction, cancellationToken: cancellationToken));
            var rows = await connection.QueryAsync<EventRow>(new CommandDefinition(
                $"""
                select {EventRow.Columns} from chat_event e
                where e.room_id = @roomId and e.kind = @Message and e.seq < @next and e.seq >= @first and e.removal = 0
                  and not exists (select from unnest(@words) word where position(word in lower(e.body)) = 0)
                order by e.seq desc limit @limit
                """,
                new { roomId, Message, next, first, words, limit = query.Limit + 1 - found.Count }, transaction, cancellationToken: cancellationToken));
            found.AddRange(rows.Select(static row => row.ToEvent()));
            looked += count;
            next = count < Step ? 0 : first;
        }
        while (next > 0 && found.Count <= query.Limit && looked < ChatLimits.MaxSearched && time.GetElapsedTime(started) < Patience);

        RoomEvent[] page = [.. found.Take(query.Limit)];
        var messages = await RoomStore.WithReactionsAsync(connection, roomId, page, query.Caller.AccountId, cancellationToken);
        return new RoomSearch(messages, found.Count > query.Limit ? page[^1].Seq : next > 0 ? next : null);
    }
}
