using Dapper;
using Npgsql;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Privacy;

/// <summary>
/// Removes dead letters of the outbox that carry an address or number of the person. They were never delivered, and whom they are about is
/// gone. What was delivered is deleted anyway. The closing's own event stays, because addresses become free by it. Only whole values count,
/// alone or behind a kind as in keys of grains: ti@contoh.id also ends siti@contoh.id, and numbers begin with shorter ones.
/// </summary>
internal sealed class DeadLetterEraser(NpgsqlDataSource dataSource) : IPersonalDataEraser
{
    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        var values = closed.IdentifierKeys.Select(static key => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]).ToArray();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from outbox_dead_letter d
            where d.type <> @Closed and exists (
                select from unnest(@values) v (value)
                where strpos(d.payload::text, '"' || v.value || '"') > 0 or strpos(d.payload::text, ':' || v.value || '"') > 0)
            """,
            new { Closed = AccountClosed.Type, values }, cancellationToken: cancellationToken));
    }
}
