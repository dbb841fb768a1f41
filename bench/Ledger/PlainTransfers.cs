using Npgsql;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ledger;

/// <summary>The baselines: what a service without grains would do, one transaction for each transfer.</summary>
internal sealed class PlainTransfers : IAsyncDisposable
{
    private readonly string _postgres;
    private readonly long _balance;
    private NpgsqlConnection[] _connections = [];

    private PlainTransfers(string postgres, long balance) => (_postgres, _balance) = (
        new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 }.ConnectionString,
        balance);

    public static async Task<PlainTransfers> CreateAsync(string postgres, int accounts, long balance)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"""
            create table bench_account (id int primary key, balance bigint not null check (balance >= 0)) with (fillfactor = 70);
            create table bench_entry (id bigint generated always as identity primary key, account_id int not null, amount bigint not null);
            create index on bench_entry (account_id, id);
            insert into bench_account select i, {balance} from generate_series(0, {accounts - 1}) i;
            """, connection);
        await command.ExecuteNonQueryAsync();
        return new PlainTransfers(postgres, balance);
    }

    public async Task OpenConnectionsAsync(int count)
    {
        await CloseConnectionsAsync();
        _connections = new NpgsqlConnection[count];
        for (var i = 0; i < count; i++)
        {
            _connections[i] = new NpgsqlConnection(_postgres);
            await _connections[i].OpenAsync();
        }
    }

    /// <summary>
    /// Six statements in two round trips: locks both rows in the order of their ids, checks the balance in the program, updates both
    /// and writes both entries.
    /// </summary>
    public async Task LockAndTransferAsync(int caller, int from, int to)
    {
        var connection = _connections[caller];
        await using var transaction = await connection.BeginTransactionAsync();
        if (await LockAsync(connection, from, to) < 1)
            throw new InvalidOperationException("The baseline ran out of money.");

        await using var batch = Updates(connection, from, to);
        batch.Transaction = transaction;
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Four statements in one round trip: two updates in the order of the ids, and both entries. The table's check refuses an overdraft.</summary>
    public async Task UpdatePairAsync(int caller, int from, int to)
    {
        await using var batch = Updates(_connections[caller], from, to);
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Checks that no money was lost or made, and that each account is what its entries say.</summary>
    public async Task CheckAsync(long total)
    {
        await using var connection = new NpgsqlConnection(_postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select sum(a.balance)::bigint, count(*) filter (where a.balance <> $1 + coalesce(e.moved, 0))
            from bench_account a left join (select account_id, sum(amount) as moved from bench_entry group by account_id) e on e.account_id = a.id
            """, connection) { CommandTimeout = 600 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _balance });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        if (reader.GetInt64(0) != total || reader.GetInt64(1) > 0)
            throw new InvariantBrokenException($"The baseline is wrong: its accounts hold {reader.GetInt64(0)} and not {total}, and {reader.GetInt64(1)} differ from their entries.");
    }

    public async ValueTask DisposeAsync() => await CloseConnectionsAsync();

    /// <summary>Locks both rows in the order of their ids; answers the payer's balance.</summary>
    private static async Task<long> LockAsync(NpgsqlConnection connection, int from, int to)
    {
        await using var command = new NpgsqlCommand(
            "select id, balance from bench_account where id in ($1, $2) order by id for update", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = to });
        await using var reader = await command.ExecuteReaderAsync();
        var balance = 0L;
        while (await reader.ReadAsync())
        {
            if (reader.GetInt32(0) == from)
                balance = reader.GetInt64(1);
        }

        return balance;
    }

    private static NpgsqlBatch Updates(NpgsqlConnection connection, int from, int to)
    {
        var batch = new NpgsqlBatch(connection);
        var debit = Command("update bench_account set balance = balance - 1 where id = $1", from);
        var credit = Command("update bench_account set balance = balance + 1 where id = $1", to);
        batch.BatchCommands.Add(from < to ? debit : credit);
        batch.BatchCommands.Add(from < to ? credit : debit);
        batch.BatchCommands.Add(Command("insert into bench_entry (account_id, amount) values ($1, -1)", from));
        batch.BatchCommands.Add(Command("insert into bench_entry (account_id, amount) values ($1, 1)", to));
        return batch;
    }

    private static NpgsqlBatchCommand Command(string sql, int account)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = account });
        return command;
    }

    private async Task CloseConnectionsAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        _connections = [];
    }
}
