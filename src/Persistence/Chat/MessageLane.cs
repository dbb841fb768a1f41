using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Chat;

/// <summary>The group commit of rooms in PostgreSQL.</summary>
internal sealed class MessageLane : IMessageLane, IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly CommitLane<PendingRoomWrite> _lane;

    public MessageLane(IOptions<PersistenceOptions> options, PersistenceMetrics metrics, TimeProvider time, ILogger<MessageLane> logger)
    {
        _dataSource = PersistenceDataSource.CreateForWriteLanes(options.Value);
        _lane = new CommitLane<PendingRoomWrite>(
            new RoomCommitter(_dataSource, metrics.RoomWrites, time, logger),
            options.Value.MaxBatchSize, options.Value.WriteQueueCapacity, metrics.RoomWrites, time);
        metrics.RoomWrites.ObserveQueueDepth(() => _lane.Depth);
    }

    public Task<RoomWriteOutcome> WriteAsync(RoomWrite write)
    {
        var pending = new PendingRoomWrite(write);
        _lane.Enqueue(pending);
        return pending.Answer;
    }

    /// <summary>Takes no more work, commits what waits and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lane.DisposeAsync().ConfigureAwait(false);
        await _dataSource.DisposeAsync().ConfigureAwait(false);
    }
}
