using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>A database in which one wallet was paid one rupiah a minute for two weeks.</summary>
public sealed class LongLedger : IAsyncLifetime
{
    internal const int Entries = 20_000;
    internal const string Shop = "shop";

    internal static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private PostgresDatabase Database { get; } = new();

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await Database.ExecuteAsync("""
            insert into ledger_account (code, currency, floor) values ('wallet:shop', 360, 0), ('wallet:customer', 360, null);
            insert into ledger_transfer
            select lpad(i::text, 32, '0')::uuid, 0, c.id, s.id, i, i, 1, 360, 'kopi', null, '',
                   timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute'
            from generate_series(1, 20000) i, ledger_account c, ledger_account s
            where c.code = 'wallet:customer' and s.code = 'wallet:shop';
            insert into ledger_entry
            select credit_account_id, credit_seq, id, 1, credit_seq, created_at from ledger_transfer
            union all
            select debit_account_id, debit_seq, id, -1, -debit_seq, created_at from ledger_transfer;
            -- As what was moved before there were batches. No silo may write one so long after its time.
            set session_replication_role = replica;
            insert into ledger_batch
            select '00000000-0000-0000-0000-000000000000', (debit_seq - 1) / 100 + 1, array_agg(id order by created_at), '', '', max(created_at)
            from ledger_transfer group by (debit_seq - 1) / 100;
            set session_replication_role = origin;
            update ledger_account a set entry_count = 20000, balance = e.balance, received = greatest(e.balance, 0), last_entry_at = e.at
            from (select account_id, sum(amount) as balance, max(created_at) as at from ledger_entry group by account_id) e
            where e.account_id = a.id;
            select pg_stat_force_next_flush();
            """);
        // What the preparation read must not count as the first test's.
        await Database.ExecuteAsync("analyze");
        await Database.ExecuteAsync("select pg_stat_force_next_flush()");
    }

    public Task DisposeAsync() => Database.DisposeAsync().AsTask();

    /// <summary>The id of the transfer that is the shop's entry with this number.</summary>
    internal static string TransferId(int sequence) => $"00000000-0000-0000-0000-{sequence:D12}";

    /// <summary>When the shop's entry with this number was made.</summary>
    internal static DateTimeOffset TimeOf(int sequence) => Begin.AddMinutes(sequence);

    /// <summary>How many rows of the ledger the database itself counts as read by what was done on the connection.</summary>
    internal async Task<long> RowsReadAsync(Func<NpgsqlConnection, Task> act)
    {
        var before = await CountAsync();
        await using (var connection = await Database.DataSource.OpenConnectionAsync())
        {
            await act(connection);
            await using var flush = new NpgsqlCommand("select pg_stat_force_next_flush()", connection);
            await flush.ExecuteNonQueryAsync();
        }

        return await CountAsync() - before;
    }

    private Task<long> CountAsync() => Database.ScalarAsync<long>(
        "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_user_tables where relname like 'ledger%'");
}
