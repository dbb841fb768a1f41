using System.Diagnostics.Metrics;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence;

/// <summary>The instruments of the meter "Nusaloka.Persistence".</summary>
internal sealed class PersistenceMetrics
{
    public const string MeterName = "Nusaloka.Persistence";

    private readonly Meter _meter;
    private readonly Counter<long> _deliveries;
    private double _outboxLagSeconds;
    private long _outboxPending;
    private long _deadLetters;

    public PersistenceMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        StateWrites = new CommitInstruments(_meter, "nusaloka.state_write");
        Ledger = new CommitInstruments(_meter, "nusaloka.ledger");
        RoomWrites = new CommitInstruments(_meter, "nusaloka.chat");
        _deliveries = _meter.CreateCounter<long>("nusaloka.outbox.deliveries", "{event}", "Attempts to deliver an event, by outcome.");
        _meter.CreateObservableGauge("nusaloka.outbox.lag", () => Volatile.Read(ref _outboxLagSeconds), "s", "Age of the oldest event that is not delivered.");
        _meter.CreateObservableGauge("nusaloka.outbox.pending", () => Volatile.Read(ref _outboxPending), "{event}", "Events that are not delivered.");
        _meter.CreateObservableGauge("nusaloka.outbox.dead_letters", () => Volatile.Read(ref _deadLetters), "{event}", "Events that failed every attempt and wait for a replay.");
    }

    /// <summary>The commits of grain states.</summary>
    public CommitInstruments StateWrites { get; }

    /// <summary>The commits of the ledger.</summary>
    public CommitInstruments Ledger { get; }

    /// <summary>The commits of chat rooms.</summary>
    public CommitInstruments RoomWrites { get; }

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
