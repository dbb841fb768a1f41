using System.Collections.Immutable;
using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Reads of holds.</summary>
internal static class HoldQueries
{
    /// <summary>How many columns a hold has in an answer.</summary>
    private const int Fields = 13;

    // Whether a hold's time has come is asked of one moment in the whole statement. clock_timestamp() goes on while it runs: a hold that ends
    // meanwhile would be open in one place and over in another. That moment is when the statement came in, so what had ended when
    // somebody asked counts no more.
    private const string Columns = """
        select h.id, h.kind, a.code, p.code, h.amount, a.currency, h.description, h.state, h.created_at, h.expires_at, h.resolved_at,
               h.state = 'open' and h.expires_at <= statement_timestamp(), h.fingerprint
        from ledger_hold h join ledger_account a on a.id = h.account_id join ledger_account p on p.id = h.payee_id
        """;

    // One statement is also one snapshot. The account is in every row, and in one without a hold when it has none.
    private const string Holdings = """
        select h.*, o.code, o.currency, o.balance, o.spender, o.closed_at is not null,
               case when o.held = 0 then 0
                    else o.held - (select coalesce(sum(d.amount), 0) from ledger_hold d
                                    where d.account_id = o.id and d.state = 'open' and d.expires_at <= statement_timestamp()) end::bigint
        from ledger_account o
        left join lateral (
        """ + Columns + """

            where h.account_id = o.id and h.state = 'open' and h.expires_at > statement_timestamp()
            order by h.expires_at, h.id
            limit $2
        ) h on true
        where o.code = $1
        order by h.expires_at, h.id
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
        await using var command = new NpgsqlCommand(Holdings, connection);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        LedgerAccount? account = null;
        var holds = ImmutableArray.CreateBuilder<StoredHold>();
        while (await reader.ReadAsync(cancellationToken))
        {
            account ??= ReadAccount(reader, after: Fields);
            if (!reader.IsDBNull(0))
                holds.Add(Read(reader));
        }

        return account is null ? null : new LedgerHoldings(account, holds.ToImmutable());
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
            holds.Add(Read(reader));
        return holds.ToImmutable();
    }

    private static StoredHold Read(NpgsqlDataReader reader)
    {
        var expiresAt = reader.GetFieldValue<DateTimeOffset>(9);
        var isDue = reader.GetBoolean(11);
        return new StoredHold(
            reader.GetGuid(0), reader.GetInt16(1), reader.GetString(2), reader.GetString(3),
            new Money(reader.GetInt64(4), (Currency)reader.GetInt16(5)), reader.GetString(6),
            isDue ? HoldState.Expired : StateOf(reader.GetString(7)), reader.GetFieldValue<DateTimeOffset>(8), expiresAt,
            reader.IsDBNull(10) ? isDue ? expiresAt : null : reader.GetFieldValue<DateTimeOffset>(10),
            reader.GetString(12));
    }

    private static LedgerAccount ReadAccount(NpgsqlDataReader reader, int after)
    {
        var currency = (Currency)reader.GetInt16(after + 1);
        var balance = reader.GetInt64(after + 2);
        return new LedgerAccount(
            reader.GetString(after), new Money(balance, currency), new Money(balance - reader.GetInt64(after + 5), currency), reader.GetInt64(after + 3),
            reader.GetBoolean(after + 4));
    }
}
