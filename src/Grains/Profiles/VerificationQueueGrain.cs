using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Profiles;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Profiles;

/// <summary>Lists identities to be checked from the read model.</summary>
[StatelessWorker]
internal sealed class VerificationQueueGrain(NpgsqlDataSource dataSource) : Grain, IVerificationQueueGrain
{
    public async Task<Result<Page<QueuedVerification>>> ListAsync(VerificationStatus status, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, DateTime RequestedAt)>(new CommandDefinition(
            """
            select account_id, requested_at from identity_verification
            where status = @Status and (@At::timestamptz is null or (requested_at, account_id) > (@At::timestamptz, @Id::text))
            order by requested_at, account_id
            limit @Limit
            """,
            new { Status = (short)status, At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 },
            cancellationToken: cancellationToken));
        return rows.Select(row => new QueuedVerification(row.Id, status, row.RequestedAt)).ToPage(page, static last => new Cursor(last.RequestedAt, last.AccountId));
    }
}
