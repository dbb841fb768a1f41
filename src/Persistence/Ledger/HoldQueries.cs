using System.Collections.Immutable;
using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Reads of holds.</summary>
internal static class HoldQueries
{
    private const string Columns = """
        select h.id, h.kind, a.code, p.code, h.amount, a.currency, h.description, h.state, h.created_at, h.expires_at, h.resolved_at,
               h.state = 'open' and h.expires_at <= clock_timestamp(), h.fingerprint
        from ledger_hold h join ledger_account a on a.id = h.account_id join ledger_account p on p.id = h.payee_id
        """;

    private const string Open = Columns + """

        where a.code = $1 and h.state = 'open' and h.expires_at > clock_timestamp()
        order by h.expires_at, h.id
        limit $2
        """;

    private const string First = Columns + """

        where a.code = $1 and h.state = 'open'
        order by h.expires_at, h.id
        limit 1
        """;

    /// <summary>See <see cref="ILedger.FindHoldAsync"/>.</summary>
    public static async Task<StoredHold?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Columns + " where h.id = $1", connection);
        command.Parameters.Add(new() { Value = id });
        return (await ReadAsync(command, cancellationToken)).FirstOrDefault();
    }

    /// <summary>See <see cref="ILedger.FindFirstHoldAsync"/>.</summary>
    public static async Task<StoredHold?> FindFirstAsync(NpgsqlConnection connection, string code, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(First, connection);
        command.Parameters.Add(new() { Value = code });
        return (await ReadAsync(command, cancellationToken)).FirstOrDefault();
    }

    /// <summary>See <see cref="ILedger.GetHoldingsAsync"/>.</summary>
    public static async Task<LedgerHoldings?> GetHoldingsAsync(
        NpgsqlConnection connection, string code, int limit, CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        if (await LedgerQueries.FindAccountAsync(connection, code, cancellationToken) is not { } account)
            return null;

        await using var command = new NpgsqlCommand(Open, connection, snapshot);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = limit });
        var holds = await ReadAsync(command, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
        return new LedgerHoldings(account, holds);
    }

    /// <summary>The state that a row says.</summary>
    public static HoldState StateOf(string state) => state switch
    {
        "open" => HoldState.Open,
        "captured" => HoldState.Captured,
        "voided" => HoldState.Voided,
        "expired" => HoldState.Expired,
        _ => throw new InvalidOperationException($"A hold in the ledger is '{state}', which this version does not know."),
    };

    private static async Task<ImmutableArray<StoredHold>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var holds = ImmutableArray.CreateBuilder<StoredHold>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var expiresAt = reader.GetFieldValue<DateTimeOffset>(9);
            var isDue = reader.GetBoolean(11);
            holds.Add(new StoredHold(
                reader.GetGuid(0), reader.GetInt16(1), reader.GetString(2), reader.GetString(3),
                new Money(reader.GetInt64(4), (Currency)reader.GetInt16(5)), reader.GetString(6),
                isDue ? HoldState.Expired : StateOf(reader.GetString(7)), reader.GetFieldValue<DateTimeOffset>(8), expiresAt,
                reader.IsDBNull(10) ? isDue ? expiresAt : null : reader.GetFieldValue<DateTimeOffset>(10),
                reader.GetString(12)));
        }

        return holds.ToImmutable();
    }
}
