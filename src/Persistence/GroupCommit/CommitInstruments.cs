using System.Diagnostics.Metrics;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>What a family of lanes measures: the size of its batches, the time of its commits, how much waits, and what the fence refused.</summary>
internal sealed class CommitInstruments
{
    private readonly Meter _meter;
    private readonly string _name;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Counter<long> _fenced;

    /// <param name="meter">The meter.</param>
    /// <param name="name">What the names of the instruments begin with.</param>
    public CommitInstruments(Meter meter, string name)
    {
        _meter = meter;
        _name = name;
        _batchSize = meter.CreateHistogram(
            $"{name}.batch_size", "{write}", "Writes per commit.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });
        _commitDuration = meter.CreateHistogram(
            $"{name}.commit_duration", "s", "Time of one commit, retries included.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _fenced = meter.CreateCounter<long>($"{name}.fenced", "{write}", "Writes refused because another activation has taken the grain over.");
    }

    public void ObserveQueueDepth(Func<int> depth) =>
        _meter.CreateObservableGauge($"{_name}.queue_depth", depth, "{write}", "Writes that wait for a batch.");

    /// <summary>A write was refused, because another activation has taken the grain over since.</summary>
    public void Fenced() => _fenced.Add(1);

    public void BatchCommitted(int size, TimeSpan duration)
    {
        _batchSize.Record(size);
        _commitDuration.Record(duration.TotalSeconds);
    }
}
