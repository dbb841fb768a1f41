using System.Diagnostics.Metrics;

namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>What a counter of one host has counted since the reading began.</summary>
internal sealed class CounterReading<T> : IDisposable
    where T : struct
{
    private readonly MeterListener _listener = new();
    private long _sum;

    public CounterReading(IMeterFactory host, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == name && ReferenceEquals(instrument.Meter.Scope, host)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<T>((_, value, _, _) => Interlocked.Add(ref _sum, Convert.ToInt64(value, null)));
        _listener.Start();
    }

    public long Sum => Interlocked.Read(ref _sum);

    public void Dispose() => _listener.Dispose();
}
