using Orleans.Concurrency;

namespace Nusaloka.Persistence.Outbox;

/// <summary>Delivers the events of one partition of the outbox. Keys "0" to "7" (<see cref="OutboxPartition.Count"/>).</summary>
[Alias("nusaloka.outbox-partition")]
public interface IOutboxPartitionGrain : IGrainWithStringKey
{
    /// <summary>Says that there may be something to deliver. Returns at once; delivering goes on beside.</summary>
    [AlwaysInterleave]
    [Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken = default);
}
