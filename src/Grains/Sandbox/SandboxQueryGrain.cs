using Dapper;
using Npgsql;
using Nusaloka.Payments;
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

    public async Task<SandboxDisputes> ListDisputesAsync(ListSandboxDisputes query, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<DisputeRow>(new CommandDefinition(
            """
            select p.id, p.dispute_status as Status, p.disputed as Amount, p.dispute_reason as Reason, p.disputed_at as OpenedAt
            from sandbox_payment p
            where p.disputed_at >= @From and p.disputed_at < @Until
              and (@AfterPayment::text is null
                   or (p.disputed_at, p.id) > (select l.disputed_at, l.id from sandbox_payment l where l.id = @AfterPayment))
            order by p.disputed_at, p.id
            limit @limit
            """,
            new { From = query.From.UtcDateTime, Until = query.Until.UtcDateTime, query.AfterPayment, limit = query.Limit + 1 },
            cancellationToken: cancellationToken))).ToArray();
        return new SandboxDisputes([.. rows.Take(query.Limit).Select(static row => row.ToRecord())], rows.Length > query.Limit);
    }

    private sealed record DisputeRow(string Id, string Status, long Amount, string Reason, DateTime OpenedAt)
    {
        public SandboxDisputeRecord ToRecord() => new(Id, new SandboxDispute(SandboxWords.Read<DisputeStatus>(Status), Money.Rupiah(Amount), Reason), OpenedAt);
    }

    private sealed record Row(string Id, string Status, long Amount, long Captured, DateTime CreatedAt)
    {
        public SandboxRecord ToRecord() => new(Id, Status, Money.Rupiah(Amount), Money.Rupiah(Captured), CreatedAt);
    }
}
