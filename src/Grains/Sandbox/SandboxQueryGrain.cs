using Dapper;
using Npgsql;
using Nusaloka.Sandbox;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Sandbox;

/// <summary>Lists what the sandbox gateway has, from its read model.</summary>
[StatelessWorker]
internal sealed class SandboxQueryGrain(NpgsqlDataSource dataSource) : Grain, ISandboxQueryGrain
{
    public async Task<SandboxRecords> ListAsync(ListSandboxRecords query, CancellationToken cancellationToken)
    {
        var table = query.Payouts ? "sandbox_payout" : "sandbox_payment";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select r.id, r.status, r.amount, r.captured, r.created_at as CreatedAt
            from {table} r
            where r.created_at >= @From and r.created_at < @Until
              and (@After::text is null
                   or (r.created_at, r.id) > (select l.created_at, l.id from {table} l where l.id = @After))
            order by r.created_at, r.id
            limit @limit
            """,
            new { From = query.From.UtcDateTime, Until = query.Until.UtcDateTime, query.After, limit = query.Limit + 1 },
            cancellationToken: cancellationToken))).ToArray();
        return new SandboxRecords([.. rows.Take(query.Limit).Select(static row => row.ToRecord())], rows.Length > query.Limit);
    }

    private sealed record Row(string Id, string Status, long Amount, long Captured, DateTime CreatedAt)
    {
        public SandboxRecord ToRecord() => new(Id, Status, Money.Rupiah(Amount), Money.Rupiah(Captured), CreatedAt);
    }
}
