using Npgsql;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Persistence.Tests.Storage;

public sealed class GroupCommitTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Write_ManyAtOnce_TakesFewerTransactionsThanWrites()
    {
        await using var host = new PersistenceHost(database);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.WriteNewAsync(GrainId.Create("group", $"g{i}"), new Counter(i))));

        Assert.Equal(1000, await database.ScalarAsync<long>("select count(*) from grain_state where kind = 'group'"));
        Assert.Equal(1000, host.CommittedWrites);
        Assert.True(host.Commits < 100, $"{host.Commits} batches for 1000 writes.");
        Assert.Equal(host.Commits, await database.ScalarAsync<long>("select count(distinct xmin::text) from grain_state where kind = 'group'"));
    }

    [Fact]
    public async Task Write_OnePoisonousAmongAHundred_FailsAlone()
    {
        await using var host = new PersistenceHost(database, options => options.WriteLanes = 1);

        // jsonb has no NUL character; a state that holds one is refused by PostgreSQL, not by us.
        var outcomes = await TryAllAsync(100, i => host.WriteNewAsync(GrainId.Create("poison", $"p{i}"), new Counter(i, i == 42 ? "\0" : "fine")));

        var (index, failure) = Assert.Single(outcomes);
        Assert.Equal(42, index);
        Assert.Equal(PostgresErrorCodes.UntranslatableCharacter, Assert.IsType<PostgresException>(failure).SqlState);
        Assert.Equal(99, await database.ScalarAsync<long>("select count(*) from grain_state where kind = 'poison'"));
    }

    [Fact]
    public async Task Write_StaleOnesAmongOthers_LoseAndTheOthersAreStored()
    {
        await using var host = new PersistenceHost(database, options => options.WriteLanes = 1);
        var states = new GrainState<Counter>[60];
        for (var i = 0; i < states.Length; i++)
            states[i] = await host.WriteNewAsync(GrainId.Create("stale", $"s{i}"), new Counter(0));
        await database.ExecuteAsync("update grain_state set version = version + 1 where kind = 'stale' and id in ('s7', 's31')");

        var outcomes = await TryAllAsync(60, i => host.WriteAsync(GrainId.Create("stale", $"s{i}"), states[i], new Counter(1)));

        Assert.Equal([7, 31], outcomes.Select(outcome => outcome.Index));
        Assert.All(outcomes, outcome => Assert.Equal("2", Assert.IsType<InconsistentStateException>(outcome.Failure).StoredEtag));
        Assert.Equal(2, host.Fenced);
        Assert.Equal(58, await database.ScalarAsync<long>("select count(*) from grain_state where kind = 'stale' and state ->> 'count' = '1'"));
    }

    [Fact]
    public async Task Write_SameGrainManyTimesWithoutWaiting_OneWinsPerVersionAndNothingBreaks()
    {
        await using var host = new PersistenceHost(database, options => options.WriteLanes = 1);
        var id = GrainId.Create("same", "1");

        var outcomes = await TryAllAsync(20, i => host.WriteNewAsync(id, new Counter(i)));

        Assert.Equal(19, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.IsType<InconsistentStateException>(outcome.Failure));
        Assert.Equal("1", (await host.ReadAsync<Counter>(id)).ETag);
    }

    [Fact]
    public async Task Write_Deadlock_IsRetriedUntilItSucceeds()
    {
        var before = await DeadlocksAsync();
        var host = new PersistenceHost(database, options => options.WriteLanes = 1);
        GrainId[] ids = [.. "abc".Select(key => GrainId.Create("deadlock", $"{key}"))];
        var states = await Task.WhenAll(ids.Select(id => host.WriteNewAsync(id, new Counter(0))));
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "set local deadlock_timeout = '1min'");
        await ExecuteAsync(connection, "select from grain_state where kind = 'deadlock' and id = 'b' for update");

        // The lane is held up by c while a and b gather, so that they are one batch.
        var writes = new List<Task>();
        await using (var holder = await database.DataSource.OpenConnectionAsync())
        {
            await using var hold = await holder.BeginTransactionAsync();
            await ExecuteAsync(holder, "select from grain_state where kind = 'deadlock' and id = 'c' for update");
            writes.Add(host.WriteAsync(ids[2], states[2], new Counter(1)));
            await UntilAWriteWaitsForALockAsync();
            writes.Add(host.WriteAsync(ids[0], states[0], new Counter(1)));
            writes.Add(host.WriteAsync(ids[1], states[1], new Counter(1)));
            await hold.CommitAsync();
        }

        await writes[0];
        await UntilAWriteWaitsForALockAsync();
        await ExecuteAsync(connection, "select from grain_state where kind = 'deadlock' and id = 'a' for update");
        await transaction.CommitAsync();
        await Task.WhenAll(writes);

        Assert.All(states, state => Assert.Equal("2", state.ETag));

        // A session publishes its counters at its end at the latest.
        await host.DisposeAsync();
        await Eventually.TrueAsync("the deadlock that was to be survived", async () => await DeadlocksAsync() > before);
    }

    [Fact]
    public async Task Write_QueueFull_IsRefusedAtOnceAndTheOthersGoOn()
    {
        await using var host = new PersistenceHost(database, options => (options.WriteLanes, options.WriteQueueCapacity) = (1, 2));
        var state = await host.WriteNewAsync(GrainId.Create("full", "blocked"), new Counter(0));
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "select from grain_state where kind = 'full' for update");
        var blocked = host.WriteAsync(GrainId.Create("full", "blocked"), state, new Counter(1));
        await UntilAWriteWaitsForALockAsync();

        var waiting = Enumerable.Range(0, 2).Select(i => host.WriteNewAsync(GrainId.Create("full", $"f{i}"), new Counter(i))).ToArray();
        var refused = host.WriteNewAsync(GrainId.Create("full", "one too many"), new Counter(0));
        var failure = await Assert.ThrowsAsync<CommitRejectedException>(() => refused);
        Assert.False(blocked.IsCompleted);
        await transaction.CommitAsync();
        await blocked;
        await Task.WhenAll(waiting);

        Assert.Contains("2 writes wait already", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, await database.ScalarAsync<long>("select count(*) from grain_state where kind = 'full'"));
    }

    [Fact]
    public async Task Write_ThatTakesTooLong_IsUnknown()
    {
        await using var host = new PersistenceHost(database, options => options.CommandTimeout = TimeSpan.FromSeconds(1));
        var state = await host.WriteNewAsync(GrainId.Create("late", "l"), new Counter(0));
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "select from grain_state where kind = 'late' for update");

        var failure = await Record.ExceptionAsync(() => host.WriteAsync(GrainId.Create("late", "l"), state, new Counter(1)));

        Assert.IsType<NpgsqlException>(Assert.IsType<OutcomeUnknownException>(failure).InnerException);
    }

    [Fact]
    public async Task Dispose_WritesThatWait_AreCommittedAndLaterOnesRefused()
    {
        var host = new PersistenceHost(database);
        var storage = host.Storage;
        var writes = Enumerable.Range(0, 300).Select(i => host.WriteNewAsync(GrainId.Create("drain", $"d{i}"), new Counter(i))).ToArray();

        await host.DisposeAsync();
        await Task.WhenAll(writes);

        Assert.Equal(300, await database.ScalarAsync<long>("select count(*) from grain_state where kind = 'drain'"));
        await Assert.ThrowsAsync<CommitRejectedException>(
            () => storage.WriteStateAsync("state", GrainId.Create("drain", "late"), new GrainState<Counter>(new Counter(0))));
    }

    [Fact]
    public async Task Write_DatabaseUnreachable_IsRefusedWithoutHanging()
    {
        await using var host = new PersistenceHost(database, options => options.ConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Database=none");

        var outcomes = await TryAllAsync(50, i => host.WriteNewAsync(GrainId.Create("nowhere", $"n{i}"), new Counter(i)));

        Assert.Equal(50, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.IsType<CommitRejectedException>(outcome.Failure));
    }

    private static async Task<IReadOnlyList<(int Index, Exception Failure)>> TryAllAsync(int count, Func<int, Task> action)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, count).Select(async i => (Index: i, Failure: await Record.ExceptionAsync(() => action(i)))));
        return [.. outcomes.Where(outcome => outcome.Failure is not null).Select(outcome => (outcome.Index, outcome.Failure!))];
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> DeadlocksAsync() => database.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()");

    private Task UntilAWriteWaitsForALockAsync() => Eventually.TrueAsync("a write that waits for a lock", () => database.ScalarAsync<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%grain_state_commit%')"));
}
