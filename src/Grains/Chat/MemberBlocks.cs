using Dapper;
using Npgsql;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <summary>Who has blocked whom; what each says of their direct room. Rooms that ask at the same time are answered together. Thread-safe.</summary>
internal sealed class MemberBlocks
{
    /// <summary>People who are asked for by one statement.</summary>
    private const int MostAtOnce = 2_000;

    private readonly NpgsqlDataSource _dataSource;
    private readonly CallBatcher<(Guid[] Members, Guid[] Senders), HashSet<(Guid Member, Guid Sender)>> _calls;

    public MemberBlocks(NpgsqlDataSource dataSource)
    {
        _dataSource = dataSource;
        _calls = new CallBatcher<(Guid[] Members, Guid[] Senders), HashSet<(Guid Member, Guid Sender)>>(
            FindAsync, static one => one.Members.Length + one.Senders.Length, MostAtOnce);
    }

    /// <summary>Which of some members have blocked which of some senders, among others.</summary>
    public Task<HashSet<(Guid Member, Guid Sender)>> FindAsync(Guid[] members, Guid[] senders, CancellationToken cancellationToken) =>
        _calls.CallAsync((members, senders), cancellationToken);

    private async Task<HashSet<(Guid Member, Guid Sender)>> FindAsync(IReadOnlyList<(Guid[] Members, Guid[] Senders)> asked)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        return
        [
            .. await connection.QueryAsync<(Guid, Guid)>(
                """
                select b.account_id, o.account_id from chat_member b join chat_member o on o.room_id = b.room_id and o.account_id <> b.account_id
                where b.has_blocked and b.account_id = any (@members) and o.account_id = any (@senders)
                """,
                new
                {
                    members = asked.SelectMany(static one => one.Members).Distinct().ToArray(),
                    senders = asked.SelectMany(static one => one.Senders).Distinct().ToArray(),
                }),
        ];
    }
}
