using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Ledger;

/// <summary>The ledger in PostgreSQL: one round trip and one commit for each posting.</summary>
public sealed class PostgresLedger(NpgsqlDataSource dataSource) : ILedger
{
    private const string AccountColumns = "code, currency, balance, spend_version, closed_at is not null";

    /// <inheritdoc/>
    public async Task<LedgerAccount> OpenWalletAsync(string code, Currency currency, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            insert into ledger_account (code, currency, floor) values ($1, $2, 0) on conflict (code) do nothing
            """);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = (short)currency });
        await command.ExecuteNonQueryAsync(cancellationToken);

        return await FindAccountAsync(code, cancellationToken)
            ?? throw new InvalidOperationException($"Ledger account '{code}' was opened and is not there: is this a read replica?");
    }

    /// <inheritdoc/>
    public async Task<LedgerAccount?> FindAccountAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select {AccountColumns} from ledger_account where code = $1", connection);
        command.Parameters.Add(new() { Value = code });
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var balance = new Money(reader.GetInt64(2), (Currency)reader.GetInt16(1));
        return new LedgerAccount(reader.GetString(0), balance, reader.GetInt64(3), reader.GetBoolean(4));
    }

    /// <inheritdoc/>
    public async Task<bool> CloseAccountAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            update ledger_account set closed_at = coalesce(closed_at, clock_timestamp()) where code = $1 and balance = 0
            """);
        command.Parameters.Add(new() { Value = code });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public async Task<PostingResult> PostAsync(LedgerPosting posting)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("""
            select outcome, debit_balance, credit_balance, spend_version, created_at
            from ledger_post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, connection);
        Bind(command.Parameters, posting);
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            throw new InvalidOperationException($"ledger_post answered no row for transfer {posting.Id}.");

        var currency = posting.Amount.Currency;
        return new PostingResult(
            ParseOutcome(reader.GetString(0)),
            new Money(await Int64OrZeroAsync(reader, 1), currency),
            new Money(await Int64OrZeroAsync(reader, 2), currency),
            await Int64OrZeroAsync(reader, 3),
            await reader.IsDBNullAsync(4) ? default : await reader.GetFieldValueAsync<DateTimeOffset>(4));
    }

    private static void Bind(NpgsqlParameterCollection parameters, LedgerPosting posting)
    {
        parameters.Add(new() { Value = posting.Id });
        parameters.Add(new() { Value = posting.Kind });
        parameters.Add(new() { Value = posting.DebitCode });
        parameters.Add(new() { Value = posting.CreditCode });
        parameters.Add(new() { Value = posting.Amount.Units });
        parameters.Add(new() { Value = (short)posting.Amount.Currency });
        parameters.Add(new() { Value = posting.Description });
        parameters.Add(new() { Value = (object?)posting.Reference ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new() { Value = posting.Fingerprint });
        parameters.Add(new() { Value = (object?)posting.SpendVersion ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
    }

    private static async Task<long> Int64OrZeroAsync(NpgsqlDataReader reader, int ordinal) =>
        await reader.IsDBNullAsync(ordinal) ? 0 : reader.GetInt64(ordinal);

    private static PostingOutcome ParseOutcome(string outcome) => outcome switch
    {
        "posted" => PostingOutcome.Posted,
        "replayed" => PostingOutcome.Replayed,
        "key_reused" => PostingOutcome.KeyReused,
        "debit_missing" => PostingOutcome.DebitMissing,
        "credit_missing" => PostingOutcome.CreditMissing,
        "stale" => PostingOutcome.Stale,
        "insufficient" => PostingOutcome.Insufficient,
        _ => throw new InvalidOperationException($"ledger_post answered '{outcome}', which this version does not know."),
    };
}
