using System.Diagnostics.Metrics;

namespace Nusaloka.Persistence;

/// <summary>The instruments of the meter "Nusaloka.Persistence".</summary>
internal sealed class PersistenceMetrics
{
    public const string MeterName = "Nusaloka.Persistence";

    private readonly Meter _meter;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Counter<long> _deliveries;
    private double _outboxLagSeconds;
    private long _outboxPending;
    private long _deadLetters;

    public PersistenceMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _batchSize = _meter.CreateHistogram(
            "nusaloka.state_write.batch_size", "{write}", "Grain state writes per commit.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });
        _commitDuration = _meter.CreateHistogram(
            "nusaloka.state_write.commit_duration", "s", "Time of one commit, retries included.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _deliveries = _meter.CreateCounter<long>("nusaloka.outbox.deliveries", "{event}", "Attempts to deliver an event, by outcome.");
        _meter.CreateObservableGauge("nusaloka.outbox.lag", () => Volatile.Read(ref _outboxLagSeconds), "s", "Age of the oldest event that is not delivered.");
        _meter.CreateObservableGauge("nusaloka.outbox.pending", () => Volatile.Read(ref _outboxPending), "{event}", "Events that are not delivered.");
        _meter.CreateObservableGauge("nusaloka.outbox.dead_letters", () => Volatile.Read(ref _deadLetters), "{event}", "Events that failed every attempt and wait for a replay.");
    }

    public void ObserveQueueDepth(Func<int> depth) =>
        _meter.CreateObservableGauge("nusaloka.state_write.queue_depth", depth, "{write}", "Grain state writes that wait for a batch.");

    public void BatchCommitted(int size, TimeSpan duration)
    {
        _batchSize.Record(size);
        _commitDuration.Record(duration.TotalSeconds);
    }

    public void EventDelivered() => _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", "delivered"));

    public void EventFailed() => _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));

    public void EventDied() => _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", "dead"));

    public void OutboxMeasured(TimeSpan lag, long pending, long deadLetters)
    {
        Volatile.Write(ref _outboxLagSeconds, lag.TotalSeconds);
        Volatile.Write(ref _outboxPending, pending);
        Volatile.Write(ref _deadLetters, deadLetters);
    }
}
