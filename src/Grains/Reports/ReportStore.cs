using Dapper;
using Npgsql;
using Nusaloka.Reports;

namespace Nusaloka.Grains.Reports;

/// <summary>The table of reports. An account's are numbered 1, 2, 3 …, so a page is found by its number without counting to it.</summary>
internal sealed class ReportStore(NpgsqlDataSource dataSource)
{
    private const string Columns =
        "id, account_id as AccountId, transaction_id as TransactionId, amount, created_at as CreatedAt, seq";

    /// <summary>Adds a report, unless the account has one of this transaction.</summary>
    /// <remarks>A second activation that takes the same number fails by the primary key; its caller asks again.</remarks>
    public async Task AddAsync(TransactionReport report, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into report (account_id, seq, id, transaction_id, amount, created_at)
            select @AccountId, coalesce(max(r.seq), 0) + 1, @Id, @TransactionId, @Amount, @At
            from report r
            where r.account_id = @AccountId
            on conflict (account_id, transaction_id) do nothing
            """,
            new
            {
                report.AccountId,
                Id = Guid.Parse(report.Id),
                TransactionId = Guid.Parse(report.TransactionId),
                Amount = report.Amount.Units,
                At = report.CreatedAt.UtcDateTime,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>The report; null when there is none.</summary>
    public async Task<TransactionReport?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from report where id = @id", new { id }, cancellationToken: cancellationToken));
        return row?.ToReport();
    }

    /// <summary>A page of an account's reports, newest first, and how many there are.</summary>
    public async Task<ReportPage> ListAsync(string accountId, NumberedPage page, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // The newest number first: what is added after it is on no page of this total.
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select coalesce(max(seq), 0) from report where account_id = @accountId", new { accountId }, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns} from report
            where account_id = @accountId and seq <= @newest
            order by seq desc
            limit @limit
            """,
            new { accountId, newest = total - (page.Number - 1L) * page.Size, limit = page.Size },
            cancellationToken: cancellationToken));
        return new ReportPage(total, [.. rows.Select(static row => row.ToReport())]);
    }

    private sealed record Row(Guid Id, string AccountId, Guid TransactionId, long Amount, DateTime CreatedAt, long Seq)
    {
        public TransactionReport ToReport() => new(Id.ToString(), AccountId, TransactionId.ToString(), Money.Rupiah(Amount), CreatedAt);
    }
}
