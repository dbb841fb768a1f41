using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Nusaloka.Persistence.Storage;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>Answers questions about withdrawals from their read model.</summary>
[StatelessWorker]
[GrainType("withdrawal-query")]
internal sealed class WithdrawalQueryGrain(NpgsqlDataSource dataSource) : Grain, IWithdrawalQueryGrain
{
    public async Task<Result<Page<Withdrawal>>> ListAsync(string accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(
            """
            select withdrawal::text from withdrawal
            where account_id = @accountId and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::text))
            order by created_at desc, id desc
            limit @limit
            """,
            new { accountId, At = before?.At.UtcDateTime, before?.Id, limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.Select(static row => StateJson.Deserialize<Withdrawal>(Encoding.UTF8.GetBytes(row))).OfType<Withdrawal>()
            .ToPage(page, static withdrawal => new Cursor(withdrawal.CreatedAt, withdrawal.Id));
    }
}
