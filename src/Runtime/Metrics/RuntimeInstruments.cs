using System.Diagnostics.Metrics;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Metrics;

/// <summary>What one silo or client counts, on the meter "Microsoft.Orleans", by the names of Microsoft Orleans.</summary>
internal sealed class RuntimeInstruments
{
    public const string MeterName = "Microsoft.Orleans";

    private readonly Meter _meter;
    private readonly LatencyHistogram _latency;
    private readonly Counter<long> _timedOut;
    private readonly Counter<long> _cancelled;
    private readonly Counter<int> _created;
    private readonly Counter<int> _destroyed;
    private readonly Counter<int> _failed;
    private readonly Counter<int> _collections;
    private readonly UpDownCounter<int> _grains;

    public RuntimeInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _latency = new LatencyHistogram(_meter, "orleans-app-requests-latency");
        _timedOut = _meter.CreateCounter<long>("orleans-app-requests-timedout");
        _cancelled = _meter.CreateCounter<long>("orleans-app-requests-canceled");
        _created = _meter.CreateCounter<int>("orleans-catalog-activation-created");
        _destroyed = _meter.CreateCounter<int>("orleans-catalog-activation-destroyed");
        _failed = _meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");
        _collections = _meter.CreateCounter<int>("orleans-catalog-activation-collections");
        _grains = _meter.CreateUpDownCounter<int>("orleans-grains");
    }

    /// <summary>Tells how many activations there are, whenever somebody asks.</summary>
    public void ObserveActivations(Func<int> count) => _meter.CreateObservableGauge("orleans-catalog-activations", count);

    public void CallEnded(GrainCall call, TimeProvider time)
    {
        if (_latency.IsOn) _latency.Record(time.GetElapsedTime(call.SentAt));
    }

    public void CallTimedOut(GrainCall call) => _timedOut.Add(1, TypeOf(call.TargetId.Type.ToString()));

    public void CallCancelled(GrainCall call) => _cancelled.Add(1, TypeOf(call.TargetId.Type.ToString()));

    public void ActivationCreated(string grainType)
    {
        _created.Add(1);
        if (_grains.Enabled) _grains.Add(1, new KeyValuePair<string, object?>("type", grainType));
    }

    public void ActivationDestroyed(string grainType)
    {
        _destroyed.Add(1);
        if (_grains.Enabled) _grains.Add(-1, new KeyValuePair<string, object?>("type", grainType));
    }

    public void ActivationFailed() => _failed.Add(1);

    public void Collected() => _collections.Add(1);

    private static KeyValuePair<string, object?> TypeOf(string grainType) => new("grain_type", grainType);
}
