using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>No batch is written much later than its time, so that what a statement says of a time that is over stays so.</summary>
public sealed class LedgerBatchTimeTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Insert = """
        insert into ledger_batch (chain, seq, transfer_ids, leaves, hash, created_at)
        values (gen_random_uuid(), 1, '{}', '', '', clock_timestamp() - $1)
        """;

    [Fact]
    public async Task Batch_OfLongAgo_IsRefusedAsARace()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Equal(1, await InsertAsync(connection, TimeSpan.FromSeconds(1)));

        var late = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(connection, TimeSpan.FromSeconds(21)));

        Assert.True(LedgerFailures.IsRace(late));
    }

    [Fact]
    public async Task Post_ByAProcessWhoseClockStoodStill_HasTheTimeAtWhichItIsWritten()
    {
        var time = new StoppedTime();
        await using var host = new PersistenceHost(database, services: services => services.AddSingleton<TimeProvider>(time));
        var (ledger, one, other) = (host.Get<ILedger>(), LedgerAccountCode.Wallet($"{NewId()}"), LedgerAccountCode.Wallet($"{NewId()}"));
        await ledger.OpenWalletAsync(one, Currency.Idr, tier: null, CancellationToken.None);
        await ledger.OpenWalletAsync(other, Currency.Idr, tier: null, CancellationToken.None);
        await ledger.PostAsync(Credit(LedgerAccountCode.Adjustment, one));

        // As when its machine was asleep: the clock that it measures by knows nothing of that. Nobody's last entry tells it the time.
        time.Back(TimeSpan.FromSeconds(45));
        var before = await ClockAsync();
        var late = Credit(LedgerAccountCode.Promo, other);
        var posted = await ledger.PostAsync(late);

        Assert.Equal(PostingOutcome.Posted, posted.Outcome);
        Assert.InRange(posted.CreatedAt.UtcDateTime, before, DateTime.MaxValue);
        Assert.Equal(posted.CreatedAt.UtcDateTime, await database.ScalarAsync<DateTime>("select created_at from ledger_transfer where id = $1", late.Id));
        await LedgerInvariants.CheckAsync(database);
    }

    private Task<DateTime> ClockAsync() => database.ScalarAsync<DateTime>("select clock_timestamp()");

    private static async Task<int> InsertAsync(NpgsqlConnection connection, TimeSpan age)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = age });
        return await command.ExecuteNonQueryAsync();
    }

    private static LedgerPosting Credit(string from, string to) =>
        new(NewId(), 1, from, to, Money.Rupiah(100), "", null, "request", null);

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>The system's time, whose timestamps can stay behind.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        private long _behind;

        public override long GetTimestamp() => base.GetTimestamp() - Interlocked.Read(ref _behind);

        public void Back(TimeSpan by) => Interlocked.Add(ref _behind, (long)(by.TotalSeconds * TimestampFrequency));
    }
}
