using System.Collections.Immutable;
using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Reads of accounts and their holds.</summary>
internal static class LedgerQueries
{
    private const string Account = """
        select code, currency, balance, spender, closed_at is not null,
               case when held = 0 then 0
                    else held - (select coalesce(sum(h.amount), 0) from ledger_hold h
                                  where h.account_id = a.id and h.state = 'open' and h.expires_at <= clock_timestamp()) end::bigint
        from ledger_account a where code = $1
        """;

    private const string HoldColumns = """
        select h.id, h.kind, a.code, p.code, h.amount, a.currency, h.description, h.state, h.created_at, h.expires_at, h.resolved_at,
               h.state = 'open' and h.expires_at <= clock_timestamp()
        from ledger_hold h join ledger_account a on a.id = h.account_id join ledger_account p on p.id = h.payee_id
        """;

    private const string OpenHolds = HoldColumns + """

        where a.code = $1 and h.state = 'open' and h.expires_at > clock_timestamp()
        order by h.expires_at, h.id
        limit $2
        """;

    /// <summary>See <see cref="ILedger.FindAccountAsync"/>.</summary>
    public static async Task<LedgerAccount?> FindAccountAsync(NpgsqlConnection connection, string code, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Account, connection);
        command.Parameters.Add(new() { Value = code });
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var currency = (Currency)reader.GetInt16(1);
        var balance = reader.GetInt64(2);
        return new LedgerAccount(
            reader.GetString(0), new Money(balance, currency), new Money(balance - reader.GetInt64(5), currency), reader.GetInt64(3), reader.GetBoolean(4));
    }

    /// <summary>See <see cref="ILedger.FindHoldAsync"/>.</summary>
    public static async Task<StoredHold?> FindHoldAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(HoldColumns + " where h.id = $1", connection);
        command.Parameters.Add(new() { Value = id });
        return (await ReadHoldsAsync(command, cancellationToken)).FirstOrDefault();
    }

    /// <summary>See <see cref="ILedger.GetHoldingsAsync"/>.</summary>
    public static async Task<LedgerHoldings?> GetHoldingsAsync(
        NpgsqlConnection connection, string code, int limit, CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        if (await FindAccountAsync(connection, code, cancellationToken) is not { } account)
            return null;

        await using var command = new NpgsqlCommand(OpenHolds, connection, snapshot);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = limit });
        var holds = await ReadHoldsAsync(command, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
        return new LedgerHoldings(account, holds);
    }

    private static async Task<ImmutableArray<StoredHold>> ReadHoldsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
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
                reader.IsDBNull(10) ? isDue ? expiresAt : null : reader.GetFieldValue<DateTimeOffset>(10)));
        }

        return holds.ToImmutable();
    }

    private static HoldState StateOf(string state) => state switch
    {
        "open" => HoldState.Open,
        "captured" => HoldState.Captured,
        "voided" => HoldState.Voided,
        "expired" => HoldState.Expired,
        _ => throw new InvalidOperationException($"A hold in the ledger is '{state}', which this version does not know."),
    };
}
