using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Storage;

/// <summary>
/// Group commit: collects the state writes of all grains of this process and hands them to a few lanes, each of which
/// commits what has gathered while its last commit was in flight. Writes of one state always take the same lane, in order.
/// </summary>
internal sealed class StateWriteQueue : IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly CommitLane<PendingWrite>[] _lanes;

    public StateWriteQueue(IOptions<PersistenceOptions> options, PersistenceMetrics metrics, TimeProvider time, ILogger<StateWriteQueue> logger)
    {
        _dataSource = PersistenceDataSource.CreateForWriteLanes(options.Value);
        _lanes = [.. Enumerable.Range(0, options.Value.WriteLanes)
            .Select(_ => new CommitLane<PendingWrite>(
                new StateCommitter(_dataSource, metrics.StateWrites, time, logger), options.Value.MaxBatchSize, options.Value.WriteQueueCapacity, metrics.StateWrites, time))];
        metrics.StateWrites.ObserveQueueDepth(() => _lanes.Sum(lane => lane.Depth));
    }

    /// <summary>Queues a write.</summary>
    /// <returns>The new version, when it is durable.</returns>
    public Task<long> WriteAsync(PendingWrite write)
    {
        var hash = unchecked((uint)HashCode.Combine(write.Kind, write.Id));
        _lanes[hash % (uint)_lanes.Length].Enqueue(write);
        return write.Answer;
    }

    /// <summary>Takes no more writes, commits those that wait and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            await lane.DisposeAsync().ConfigureAwait(false);
        await _dataSource.DisposeAsync().ConfigureAwait(false);
    }
}
