using System.Collections.Concurrent;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Storage;

public sealed class LostConnectionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Grains = 40;

    private readonly ConcurrentDictionary<int, int> _acknowledged = new();
    private readonly ConcurrentDictionary<int, int> _unknown = new();
    private int _answers;

    [Fact]
    public async Task Write_ConnectionsKilledUnderLoad_AcknowledgedAreStoredAndUnansweredAtMostOnce()
    {
        await using var host = new PersistenceHost(database);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Grains).Select(i => Task.Run(() => WriteAsync(host, i, stop.Token))).ToArray();

        for (var kill = 1; kill <= 5; kill++)
        {
            var unknown = _unknown.Values.Sum();
            var answers = Volatile.Read(ref _answers);
            await Eventually.TrueAsync("writes between two kills", () => Volatile.Read(ref _answers) > answers + 500);
            await database.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'nusaloka'");
            await Eventually.TrueAsync($"a write that kill {kill} left without an answer", () => _unknown.Values.Sum() > unknown);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);

        // Another process reads: the pool of the first may still hold connections that were killed.
        await using var reader = new PersistenceHost(database);
        for (var i = 0; i < Grains; i++)
        {
            var stored = await reader.ReadAsync<Counter>(GrainId.Create("killed", $"k{i}"));
            var version = long.Parse(stored.ETag ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var acknowledged = _acknowledged.GetValueOrDefault(i);
            Assert.Equal(version, stored.State?.Count);
            Assert.InRange(version, acknowledged, acknowledged + _unknown.GetValueOrDefault(i));
        }
    }

    private async Task WriteAsync(PersistenceHost host, int i, CancellationToken stop)
    {
        var id = GrainId.Create("killed", $"k{i}");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var state = await host.ReadAsync<Counter>(id);
                while (!stop.IsCancellationRequested)
                {
                    await host.WriteAsync(id, state, new Counter((state.State?.Count ?? 0) + 1));
                    _acknowledged.AddOrUpdate(i, 1, (_, count) => count + 1);
                    Interlocked.Increment(ref _answers);
                }
            }
            catch (OutcomeUnknownException)
            {
                _unknown.AddOrUpdate(i, 1, (_, count) => count + 1);
            }
            catch (Exception exception) when (exception is OrleansException { InnerException: NpgsqlException } or CommitRejectedException)
            {
                // A read that was cut off, or a write that was never sent: neither counts.
            }
        }
    }
}
