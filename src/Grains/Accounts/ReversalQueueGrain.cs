using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts;

/// <summary>Lists what officers must decide from the read model.</summary>
[StatelessWorker]
internal sealed class ReversalQueueGrain(NpgsqlDataSource dataSource) : Grain, IReversalQueueGrain
{
    public async Task<Result<Page<ContestedReversal>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, DateTime AskedAt)>(new CommandDefinition(
            """
            select account_id, asked_at from identifier_reversal
            where is_contested and (@At::timestamptz is null or (asked_at, account_id) > (@At::timestamptz, @Id::text))
            order by asked_at, account_id
            limit @Limit
            """,
            new { At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 },
            cancellationToken: cancellationToken));
        return rows.Select(static row => new ContestedReversal(row.Id, row.AskedAt)).ToPage(page, static last => new Cursor(last.AskedAt, last.AccountId));
    }
}
