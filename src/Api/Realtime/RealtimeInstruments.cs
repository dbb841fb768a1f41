using System.Diagnostics.Metrics;

namespace Nusaloka.Api.Realtime;

/// <summary>What operators see of connected clients.</summary>
public sealed class RealtimeInstruments
{
    private readonly Meter _meter;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _closes;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _limited;
    private readonly Counter<long> _gaps;

    /// <summary>Registers the instruments.</summary>
    public RealtimeInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("Nusaloka.Realtime");
        _deliveries = _meter.CreateCounter<long>("nusaloka.realtime.deliveries", description: "Frames written to clients.");
        _dropped = _meter.CreateCounter<long>("nusaloka.realtime.dropped", description: "Typing, presence and the like that slow or busy readers were spared.");
        _closes = _meter.CreateCounter<long>("nusaloka.realtime.closes", description: "Connections that the server has closed, by reason; slow_reader among them.");
        _malformed = _meter.CreateCounter<long>("nusaloka.realtime.malformed", description: "Frames from clients that were none.");
        _limited = _meter.CreateCounter<long>("nusaloka.realtime.limited", description: "Frames from clients that came too fast.");
        _gaps = _meter.CreateCounter<long>("nusaloka.realtime.gaps", description: "Times that news of a room were missing and were asked for.");
    }

    /// <summary>A frame was written.</summary>
    public void CountDelivery() => _deliveries.Add(1);

    /// <summary>A frame was dropped.</summary>
    public void CountDropped() => _dropped.Add(1);

    /// <summary>The server ends a connection.</summary>
    public void CountClose(CloseReason reason) => _closes.Add(1, new KeyValuePair<string, object?>("reason", reason.Name));

    /// <summary>A client sent what is no frame.</summary>
    public void CountMalformed() => _malformed.Add(1);

    /// <summary>A client sent too fast.</summary>
    public void CountLimited() => _limited.Add(1);

    /// <summary>News were missing.</summary>
    public void CountGap() => _gaps.Add(1);

    /// <summary>Tells how many connections and rooms there are.</summary>
    public void Observe(Func<int> connections, Func<int> accounts, Func<int> rooms)
    {
        _meter.CreateObservableGauge("nusaloka.realtime.connections", connections, description: "Clients connected to this process.");
        _meter.CreateObservableGauge("nusaloka.realtime.accounts", accounts, description: "Accounts with such a connection.");
        _meter.CreateObservableGauge("nusaloka.realtime.rooms", rooms, description: "Rooms that such a connection has joined.");
    }
}
