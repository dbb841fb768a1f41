using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Reads of accounts, their limits, and transfers.</summary>
internal static class LedgerQueries
{
    private const string Account = """
        select code, currency, balance, spender, closed_at is not null,
               case when held = 0 then 0
                    else held - (select coalesce(sum(h.amount), 0) from ledger_hold h
                                  where h.account_id = a.id and h.state = 'open' and h.expires_at <= clock_timestamp()) end::bigint
        from ledger_account a where code = $1
        """;

    private const string Limits = """
        select a.tier, l.balance_cap, l.monthly_incoming, l.daily_outgoing, a.currency, a.balance,
               case when a.limits_month = date_trunc('month', today.day)::date then a.month_received else 0 end,
               case when a.limits_day = today.day then a.day_spent - (
                        select coalesce(sum(h.amount), 0) from ledger_hold h
                         where h.account_id = a.id and h.state = 'open' and h.expires_at <= now.at and h.counted_on = today.day)
                    else 0 end::bigint
        from ledger_account a
        cross join (select clock_timestamp() as at) now
        cross join lateral (select (now.at at time zone 'Asia/Jakarta')::date as day) today
        left join lateral (
            select * from ledger_limit l where l.tier = a.tier and l.valid_from <= now.at order by l.valid_from desc limit 1) l on true
        where a.code = $1 and a.closed_at is null
        """;

    private const string Transfer = """
        select t.id, t.kind, d.code, c.code, t.amount, t.currency, t.description, t.created_at
        from ledger_transfer t join ledger_account d on d.id = t.debit_account_id join ledger_account c on c.id = t.credit_account_id
        where t.id = $1
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

    /// <summary>See <see cref="ILedger.FindLimitsAsync"/>.</summary>
    public static async Task<LedgerLimits?> FindLimitsAsync(NpgsqlConnection connection, string code, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Limits, connection);
        command.Parameters.Add(new() { Value = code });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var currency = (Currency)reader.GetInt16(4);
        Money? Limit(int ordinal) => reader.IsDBNull(ordinal) ? null : new Money(reader.GetInt64(ordinal), currency);
        return new LedgerLimits(
            reader.IsDBNull(0) ? null : reader.GetInt16(0), Limit(1), Limit(2), Limit(3),
            new Money(reader.GetInt64(5), currency), new Money(reader.GetInt64(6), currency), new Money(reader.GetInt64(7), currency));
    }

    /// <summary>See <see cref="ILedger.FindTransferAsync"/>.</summary>
    public static async Task<StoredTransfer?> FindTransferAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Transfer, connection);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredTransfer(
                reader.GetGuid(0), reader.GetInt16(1), reader.GetString(2), reader.GetString(3),
                new Money(reader.GetInt64(4), (Currency)reader.GetInt16(5)), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7))
            : null;
    }
}
