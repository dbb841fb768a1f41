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
    /// <param name="kinds">Which kinds of transfers count for limits; null when nobody can say, and what counted is not looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LedgerVerification> VerifyAsync(LimitedKinds? kinds, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        LedgerFinding? finding = null;
        foreach (var check in (IEnumerable<string>)[.. LedgerFactChecks.All, .. LedgerChecks.All, .. LedgerFactChecks.OfTransfers])
            finding ??= await FindAsync(connection, check, kinds: null, cancellationToken);
        if (kinds is not null)
            finding ??= await FindAsync(connection, LedgerFactChecks.Counters, kinds, cancellationToken);

        await using var command = Command(connection, Summary);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new LedgerVerification(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), finding);
    }

    private static async Task<LedgerFinding?> FindAsync(
        NpgsqlConnection connection, string check, LimitedKinds? kinds, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, check + " limit 1");
        if (kinds is not null)
        {
            command.Parameters.Add(new() { Value = kinds.Incoming.ToArray() });
            command.Parameters.Add(new() { Value = kinds.Outgoing.ToArray() });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new LedgerFinding(reader.GetString(0), reader.GetString(1), reader.GetString(2))
            : null;
    }

    // A big ledger takes as long as it takes.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 0 };
}
