using System.Data;
using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Reads the whole ledger in one snapshot, beside running silos if there are any, and finds the first row that is not what was written.</summary>
public sealed class LedgerVerifier(NpgsqlDataSource dataSource)
{
    private const string Summary = """
        select (select count(*) from ledger_transfer), (select count(*) from ledger_batch), count(*),
               encode(sha256(coalesce(string_agg(uuid_send(b.chain) || b.hash, '' order by b.chain), '')), 'hex')
        from ledger_batch b
        where not exists (select from ledger_batch later where later.chain = b.chain and later.seq > b.seq)
        """;

    /// <summary>Verifies the ledger.</summary>
    public async Task<LedgerVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        LedgerFinding? finding = null;
        foreach (var check in LedgerChecks.All)
            finding ??= await FindAsync(connection, check, cancellationToken);

        await using var command = Command(connection, Summary);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new LedgerVerification(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), finding);
    }

    private static async Task<LedgerFinding?> FindAsync(NpgsqlConnection connection, string check, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, check + " limit 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new LedgerFinding(reader.GetString(0), reader.GetString(1), reader.GetString(2))
            : null;
    }

    // A big ledger takes as long as it takes.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 0 };
}
