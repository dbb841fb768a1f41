using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Ledger;

/// <summary>The statements with which a committer reads, and their rows.</summary>
internal static class LedgerReads
{
    /// <summary>In the order of their ids, so that two transactions never wait for each other in a circle.</summary>
    private const string LockSql = "select from ledger_account where code = any ($1) order by id for no key update";

    private const string KeptSql = """
        with free as (select code from ledger_account where code = any ($1) for no key update skip locked)
        select code from ledger_account where code = any ($1) and code not in (select code from free)
        """;

    private const string AccountsSql = """
        select a.id, a.code, a.currency, a.floor, a.tier, a.closed_at is not null, a.version, a.balance, a.held, a.entry_count, a.received, a.spender,
               a.limits_month, a.month_received, a.limits_day, a.day_spent, a.last_entry_at,
               case when a.held > 0 then (select min(h.expires_at) from ledger_hold h where h.account_id = a.id and h.state = 'open') end,
               clock_timestamp()
        from ledger_account a where a.code = any ($1)
        """;

    private const string HoldColumns =
        "select id, account_id, payee_id, amount, state, resolved_by, fingerprint, counted_on, created_at from ledger_hold ";

    private const string HoldsSql = HoldColumns + "where id = any ($1)";

    private const string DueSql = HoldColumns + "where account_id = any ($1) and state = 'open' and expires_at <= $2";

    private const string TransfersSql = """
        select t.id, t.fingerprint, d.balance_after, c.balance_after, t.created_at
        from ledger_transfer t
        join ledger_entry d on d.account_id = t.debit_account_id and d.seq = t.debit_seq
        join ledger_entry c on c.account_id = t.credit_account_id and c.seq = t.credit_seq
        where t.id = any ($1)
        """;

    private const string LimitsSql = """
        select clock_timestamp(), l.tier, l.valid_from, l.balance_cap, l.monthly_incoming, l.daily_outgoing
        from (select) one left join ledger_limit l on true
        """;

    private const string ChainEndSql = "select seq, hash from ledger_batch where chain = $1 order by seq desc limit 1";

    public static NpgsqlBatchCommand Lock(string[] codes) => Command(LockSql, codes, NpgsqlDbType.Text);

    /// <summary>Those of the accounts whose rows somebody has locked.</summary>
    public static NpgsqlBatchCommand Kept(string[] codes) => Command(KeptSql, codes, NpgsqlDbType.Text);

    public static NpgsqlBatchCommand Accounts(string[] codes) => Command(AccountsSql, codes, NpgsqlDbType.Text);

    public static NpgsqlBatchCommand Holds(Guid[] ids) => Command(HoldsSql, ids, NpgsqlDbType.Uuid);

    public static NpgsqlBatchCommand Transfers(Guid[] ids) => Command(TransfersSql, ids, NpgsqlDbType.Uuid);

    public static NpgsqlBatchCommand Limits() => new(LimitsSql);

    /// <summary>The open holds of accounts whose time has come at a moment.</summary>
    public static NpgsqlBatchCommand Due(long[] accounts, DateTime at)
    {
        var command = Command(DueSql, accounts, NpgsqlDbType.Bigint);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    public static NpgsqlBatchCommand ChainEnd(Guid chain) => new(ChainEndSql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = chain } } };

    /// <summary>The account of a row of <see cref="Accounts"/>, and what the database's clock said then.</summary>
    public static (AccountState Account, DateTime Clock) ReadAccount(NpgsqlDataReader reader)
    {
        var account = new AccountState
        {
            Id = reader.GetInt64(0),
            Code = reader.GetString(1),
            Currency = (Currency)reader.GetInt16(2),
            Floor = reader.IsDBNull(3) ? null : reader.GetInt64(3),
            Tier = reader.IsDBNull(4) ? null : reader.GetInt16(4),
            IsClosed = reader.GetBoolean(5),
            Version = reader.GetInt64(6),
        };
        account.Stored.Balance = reader.GetInt64(7);
        account.Stored.Held = reader.GetInt64(8);
        account.Stored.EntryCount = reader.GetInt64(9);
        account.Stored.Received = reader.GetInt64(10);
        account.Stored.Spender = reader.GetInt64(11);
        account.Stored.Month = reader.IsDBNull(12) ? default : reader.GetFieldValue<DateOnly>(12);
        account.Stored.MonthReceived = reader.GetInt64(13);
        account.Stored.Day = reader.IsDBNull(14) ? default : reader.GetFieldValue<DateOnly>(14);
        account.Stored.DaySpent = reader.GetInt64(15);
        account.Stored.LastEntryAt = reader.IsDBNull(16) ? DateTime.MinValue : reader.GetDateTime(16);
        account.Stored.NextExpiry = reader.IsDBNull(17) ? DateTime.MaxValue : reader.GetDateTime(17);
        return (account, reader.GetDateTime(18));
    }

    /// <summary>The hold of a row of <see cref="Holds"/> or <see cref="Due"/>.</summary>
    public static KnownHold ReadHold(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), reader.GetInt64(3), HoldQueries.StateOf(reader.GetString(4)),
        reader.IsDBNull(5) ? null : reader.GetGuid(5), reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetFieldValue<DateOnly>(7),
        reader.GetDateTime(8));

    /// <summary>The transfer of a row of <see cref="Transfers"/>.</summary>
    public static (Guid Id, KnownTransfer Transfer) ReadTransfer(NpgsqlDataReader reader) =>
        (reader.GetGuid(0), new KnownTransfer(reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetDateTime(4)));

    /// <summary>The limits of a row of <see cref="Limits"/>; null when there are none at all.</summary>
    public static (short Tier, TierLimit Limit)? ReadLimit(NpgsqlDataReader reader) => reader.IsDBNull(1)
        ? null
        : (reader.GetInt16(1), new TierLimit(reader.GetDateTime(2), Int64OrNull(reader, 3), Int64OrNull(reader, 4), Int64OrNull(reader, 5)));

    private static long? Int64OrNull(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    private static NpgsqlBatchCommand Command<T>(string sql, T[] values, NpgsqlDbType type) =>
        new(sql) { Parameters = { new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type } } };
}
