using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>The port of one silo: takes connections, lets in whoever proves to belong to the cluster, and has the calls that come by them.</summary>
internal sealed partial class Listener(
    TransportContext transport,
    SiloAddress silo,
    ICallReceiver receiver,
    string clusterId,
    ClusterCertificate? certificate,
    Func<Welcome> welcome)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<IncomingConnection, bool> _connections = new();
    private IConnectionListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _sockets;
    private int _handshakes;
    private volatile bool _closed;

    /// <summary>Whether calls are handed back.</summary>
    public bool IsClosed => _closed;

    /// <exception cref="OrleansConfigurationException">The port is taken.</exception>
    public async Task StartAsync(IConnectionListenerFactory factory, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            _listener = await factory.BindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AddressInUseException or System.Net.Sockets.SocketException)
        {
            throw new OrleansConfigurationException($"The silo cannot listen at {endpoint}: {exception.Message} Give it another port (EndpointOptions.SiloPort).", exception);
        }

        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Gives a call to the silo.</summary>
    public void Deliver(GrainCall call)
    {
        try
        {
            receiver.Receive(call);
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    public Task<long> ReleaseAsync(GrainId grainId, long viewVersion, CancellationToken cancellationToken) => receiver.ReleaseAsync(grainId, viewVersion, cancellationToken);

    /// <summary>Keeps connections alive or gives them up.</summary>
    public void CheckLife()
    {
        foreach (var connection in _connections.Keys) connection.CheckLife();
    }

    /// <summary>Ends the connections of silos that the view has no more.</summary>
    public void CloseGone(ClusterView view)
    {
        foreach (var connection in _connections.Keys)
        {
            if (!connection.IsSilo) continue;
            if (view.Find(connection.Remote) is not null) connection.WasInView = true;
            else if (connection.WasInView) connection.Close(new IOException($"Silo {connection.Remote} has left the cluster."));
        }
    }

    /// <summary>Tells all that the silo leaves; completes when they have taken note and every call is answered.</summary>
    public async Task SayGoodbyeAsync(long viewVersion, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_connections.Keys.Select(connection => connection.SayGoodbyeAsync(viewVersion))).WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys.Select(connection => connection.WhenAnsweredAsync())).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes no more calls and connections; sends what waits to be sent if there is time, and ends all.</summary>
    public async Task CloseAsync(bool graceful, CancellationToken cancellationToken)
    {
        _closed = true;
        if (_listener is { } listener)
        {
            await listener.UnbindAsync(CancellationToken.None).ConfigureAwait(false);
            await _accepting.ConfigureAwait(false);
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        var connections = _connections.Keys.ToList();
        if (graceful) await Task.WhenAll(connections.Select(connection => connection.FinishAsync(cancellationToken))).ConfigureAwait(false);
        else connections.ForEach(static connection => connection.Close(null));
    }

    /// <summary>A connection has ended.</summary>
    public void Disconnected(IncomingConnection connection)
    {
        _connections.TryRemove(connection, out _);
        Interlocked.Decrement(ref _sockets);
        transport.Instruments.SocketClosed(DirectionOf(connection));
    }

    private async Task AcceptAsync(IConnectionListener listener)
    {
        while (!_closed)
        {
            try
            {
                if (await listener.AcceptAsync().ConfigureAwait(false) is not { } context) return;
                // Both are counted down again, whatever becomes of it.
                var (sockets, handshakes) = (Interlocked.Increment(ref _sockets), Interlocked.Increment(ref _handshakes));
                if (sockets > transport.Options.MaxConnections || handshakes > transport.Options.MaxHandshakes) await TurnAwayAsync(context).ConfigureAwait(false);
                else _ = WelcomeAsync(context);
            }
            catch (Exception exception)
            {
                LogAcceptFailed(transport.Logger, exception, silo);
                await Task.Delay(PauseAfterFailure, transport.Time).ConfigureAwait(false);
            }
        }
    }

    private async Task WelcomeAsync(ConnectionContext context)
    {
        try
        {
            using var patience = new CancellationTokenSource(transport.Options.HandshakeTimeout, transport.Time);
            var pipe = certificate is null ? context.Transport : await certificate.AcceptAsync(context.Transport, patience.Token).ConfigureAwait(false);
            var greeting = await Handshake.AcceptAsync(pipe, silo, clusterId, transport.Options.Secret, welcome, patience.Token).ConfigureAwait(false);
            Enter(context, pipe, greeting);
        }
        catch (Exception exception)
        {
            // It is told nothing: whoever fails here may be anyone.
            LogRefused(transport.Logger, context.RemoteEndPoint, exception.Message);
            await EndAsync(context).ConfigureAwait(false);
            Interlocked.Decrement(ref _sockets);
        }
        finally
        {
            Interlocked.Decrement(ref _handshakes);
        }
    }

    private void Enter(ConnectionContext context, IDuplexPipe pipe, Greeting greeting)
    {
        var connection = new IncomingConnection(transport, context, pipe, this, greeting);
        transport.Instruments.SocketOpened(DirectionOf(connection));
        _connections[connection] = true;
        connection.WasInView = transport.Membership.View.Find(connection.Remote) is not null;
        _ = connection.RunAsync();
        if (_closed) connection.Close(null);
    }

    private async Task TurnAwayAsync(ConnectionContext context)
    {
        LogTurnedAway(transport.Logger, context.RemoteEndPoint, transport.Options.MaxConnections, transport.Options.MaxHandshakes);
        try
        {
            await EndAsync(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _handshakes);
            Interlocked.Decrement(ref _sockets);
        }
    }

    private static async Task EndAsync(ConnectionContext context)
    {
        context.Abort();
        await context.DisposeAsync().ConfigureAwait(false);
    }

    private static string DirectionOf(IncomingConnection connection) => connection.IsSilo ? "SiloToSilo" : "GatewayToClient";

    [LoggerMessage(204, LogLevel.Warning, "A connection from {Endpoint} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, EndPoint? endpoint, string reason);

    [LoggerMessage(205, LogLevel.Warning, "A connection from {Endpoint} was turned away: {MaxConnections} connections (TransportOptions.MaxConnections) or {MaxHandshakes} unproven ones (TransportOptions.MaxHandshakes) are there.")]
    private static partial void LogTurnedAway(ILogger logger, EndPoint? endpoint, int maxConnections, int maxHandshakes);

    [LoggerMessage(206, LogLevel.Error, "Silo {Silo} cannot take connections at the moment.")]
    private static partial void LogAcceptFailed(ILogger logger, Exception exception, SiloAddress silo);
}
