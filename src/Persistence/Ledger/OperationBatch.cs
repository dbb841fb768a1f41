using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Many operations as the one statement that does them, and its answers.</summary>
internal static class OperationBatch
{
    private const string Sql = """
        select outcome, debit_balance, credit_balance, available, spender, created_at
        from ledger_commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """;

    /// <summary>The statement.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="operations">In the order in which they take effect; each id once.</param>
    /// <param name="chain">The chain that the caller writes, alone.</param>
    /// <param name="wakes">Whether the deliverer of its events is woken.</param>
    /// <param name="withLock">Whether the accounts are locked before they are read, see the SQL function.</param>
    public static NpgsqlCommand Command(NpgsqlConnection connection, IReadOnlyList<LedgerOperation> operations, LedgerChain chain, bool wakes, bool withLock)
    {
        var codes = new Dictionary<string, int>(operations.Count * 2, StringComparer.Ordinal);
        var debits = Column(operations, operation => PlaceOf(operation.DebitCode, codes));
        var credits = Column<int?>(operations, operation => operation.CreditCode is { } code ? PlaceOf(code, codes) : null);
        var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = withLock });
        Add(command, codes.Keys.ToArray(), NpgsqlDbType.Text);
        Add(command, Column(operations, static operation => operation.Verb), NpgsqlDbType.Text);
        Add(command, Column(operations, static operation => operation.Id), NpgsqlDbType.Uuid);
        Add(command, Column(operations, static operation => operation.Kind), NpgsqlDbType.Smallint);
        Add(command, debits, NpgsqlDbType.Integer);
        Add(command, credits, NpgsqlDbType.Integer);
        Add(command, Column(operations, static operation => operation.Amount), NpgsqlDbType.Bigint);
        Add(command, Column(operations, static operation => (short)operation.Currency), NpgsqlDbType.Smallint);
        Add(command, Column(operations, static operation => operation.Description), NpgsqlDbType.Text);
        Add(command, Column(operations, static operation => operation.Reference), NpgsqlDbType.Text);
        Add(command, Column(operations, static operation => operation.Fingerprint), NpgsqlDbType.Text);
        Add(command, Column(operations, static operation => (short)operation.Limits), NpgsqlDbType.Smallint);
        Add(command, Column(operations, static operation => operation.Spender), NpgsqlDbType.Bigint);
        Add(command, Column(operations, static operation => operation.HoldId), NpgsqlDbType.Uuid);
        Add(command, Column(operations, static operation => operation.ExpiresAt?.UtcDateTime), NpgsqlDbType.TimestampTz);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chain.Id });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = chain.Partition });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = wakes });
        return command;
    }

    /// <summary>The answers, in the order of the operations.</summary>
    public static async Task<PostingResult[]> ReadAsync(NpgsqlDataReader reader, IReadOnlyList<LedgerOperation> operations)
    {
        var results = new PostingResult[operations.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (!await reader.ReadAsync().ConfigureAwait(false))
                throw new InvalidOperationException($"ledger_commit answered {i} of {results.Length} operations.");

            var currency = operations[i].Currency;
            results[i] = new PostingResult(
                ParseOutcome(reader.GetString(0)),
                new Money(Int64OrZero(reader, 1), currency),
                new Money(Int64OrZero(reader, 2), currency),
                new Money(Int64OrZero(reader, 3), currency),
                Int64OrZero(reader, 4),
                reader.IsDBNull(5) ? default : reader.GetFieldValue<DateTimeOffset>(5));
        }

        return results;
    }

    private static void Add<T>(NpgsqlCommand command, T[] column, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });

    private static T[] Column<T>(IReadOnlyList<LedgerOperation> operations, Func<LedgerOperation, T> value)
    {
        var column = new T[operations.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(operations[i]);
        return column;
    }

    private static int PlaceOf(string code, Dictionary<string, int> codes)
    {
        if (!codes.TryGetValue(code, out var place))
            codes.Add(code, place = codes.Count + 1);
        return place;
    }

    private static long Int64OrZero(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? 0 : reader.GetInt64(ordinal);

    private static PostingOutcome ParseOutcome(string outcome) => outcome switch
    {
        "posted" => PostingOutcome.Posted,
        "replayed" => PostingOutcome.Replayed,
        "key_reused" => PostingOutcome.KeyReused,
        "debit_missing" => PostingOutcome.DebitMissing,
        "credit_missing" => PostingOutcome.CreditMissing,
        "stale" => PostingOutcome.Stale,
        "insufficient" => PostingOutcome.Insufficient,
        "hold_missing" => PostingOutcome.HoldMissing,
        "hold_resolved" => PostingOutcome.HoldResolved,
        "hold_exceeded" => PostingOutcome.HoldExceeded,
        "over_balance_cap" => PostingOutcome.OverBalanceCap,
        "over_monthly_incoming" => PostingOutcome.OverMonthlyIncoming,
        "over_daily_outgoing" => PostingOutcome.OverDailyOutgoing,
        "hold_running" => PostingOutcome.HoldRunning,
        _ => throw new InvalidOperationException($"ledger_commit answered '{outcome}', which this version does not know."),
    };
}
