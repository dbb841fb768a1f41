using System.Diagnostics.Metrics;
using Nusaloka.Runtime.Metrics;

namespace Nusaloka.Runtime.Transport;

/// <summary>What the connections of one host count, on the meter "Microsoft.Orleans", by the names of Microsoft Orleans.</summary>
internal sealed class TransportInstruments
{
    private readonly Counter<int> _opened;
    private readonly Counter<int> _closed;
    private readonly Counter<int> _rejected;
    private readonly Counter<int> _rerouted;
    private readonly Counter<int> _expired;
    private readonly Histogram<int> _sent;
    private readonly Histogram<int> _received;

    public TransportInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(RuntimeInstruments.MeterName);
        _opened = meter.CreateCounter<int>("orleans-networking-sockets-opened");
        _closed = meter.CreateCounter<int>("orleans-networking-sockets-closed");
        _rejected = meter.CreateCounter<int>("orleans-messaging-rejected");
        _rerouted = meter.CreateCounter<int>("orleans-messaging-rerouted");
        _expired = meter.CreateCounter<int>("orleans-messaging-expired");
        _sent = meter.CreateHistogram<int>("orleans-messaging-sent-messages-size", "bytes");
        _received = meter.CreateHistogram<int>("orleans-messaging-received-messages-size", "bytes");
    }

    public void SocketOpened(string direction) => _opened.Add(1, Direction(direction));

    public void SocketClosed(string direction) => _closed.Add(1, Direction(direction));

    /// <summary>A call was refused because of a bound or because its silo cannot be reached.</summary>
    public void CallRejected() => _rejected.Add(1, Direction("Request"));

    /// <summary>A call came back, to be sent elsewhere.</summary>
    public void CallReturned() => _rerouted.Add(1, Direction("Request"));

    /// <summary>A call's turn came after its caller's patience had ended, so it did not begin.</summary>
    public void CallExpired() => _expired.Add(1, new KeyValuePair<string, object?>("Phase", "Invoke"));

    public void MessageSent(int bytes)
    {
        if (_sent.Enabled) _sent.Record(bytes);
    }

    public void MessageReceived(int bytes)
    {
        if (_received.Enabled) _received.Record(bytes);
    }

    private static KeyValuePair<string, object?> Direction(string direction) => new("Direction", direction);
}
