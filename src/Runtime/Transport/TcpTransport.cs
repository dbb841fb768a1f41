using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// Calls between processes: a connection to each silo that calls go to, made by this host, on which its calls go out and their answers come
/// back; a port for each silo of this host.
/// </summary>
internal sealed class TcpTransport : ITransport, IDisposable
{
    private readonly TransportContext _context;
    private readonly IGrainManifest _manifest;
    private readonly string _clusterId;
    private readonly EndpointOptions _endpoint;
    private readonly ClusterCertificate? _certificate;
    private readonly SocketTransportFactory _listening;
    private readonly SocketConnectionContextFactory _connecting;
    private readonly ConcurrentDictionary<SiloAddress, Peer> _peers = new();
    private readonly ConcurrentDictionary<SiloAddress, Listener> _listeners = new();
    private readonly ITimer _life;

    // Until a silo listens here, a client: it makes its address up.
    private volatile SiloAddress _self = SiloAddress.New(IPAddress.Loopback, 0, -Random.Shared.Next(1, int.MaxValue));
    private volatile bool _disposed;

    public TcpTransport(
        IMembership membership,
        IGrainManifest manifest,
        IServiceProvider services,
        TransportInstruments instruments,
        TimeProvider time,
        IOptions<ClusterOptions> cluster,
        IOptions<EndpointOptions> endpoint,
        IOptions<TransportOptions> options,
        ILoggerFactory loggers)
    {
        _manifest = manifest;
        _clusterId = cluster.Value.ClusterId;
        _endpoint = endpoint.Value;
        _certificate = options.Value.CertificatePath is { } path ? ClusterCertificate.Load(path, options.Value.CertificatePassword) : null;
        _context = new TransportContext(
            options.Value, membership, new(services.GetRequiredService<GrainReferenceFactory>), instruments, time, loggers.CreateLogger<TcpTransport>());
        // What runs on the threads of sockets here is quick, so nothing is gained by other threads in between.
        _listening = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false }), loggers);
        _connecting = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false }, _context.Logger);
        _life = time.CreateTimer(static state => ((TcpTransport)state!).CheckLife(), this, options.Value.KeepAliveInterval, options.Value.KeepAliveInterval);
        membership.ViewChanged += Follow;
    }

    public void Send(SiloAddress silo, GrainCall call, CallRouter router)
    {
        if (_disposed) call.Reject(new SiloUnavailableException("This host has stopped.") { DidNotRun = true });
        else PeerAt(silo).Send(call, router);
    }

    public async Task<long> ReleaseAsync(SiloAddress silo, GrainId grainId, long viewVersion, CancellationToken cancellationToken)
    {
        var connection = await PeerAt(silo).ConnectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return await connection.ReleaseAsync(grainId, viewVersion, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Testimony> InquireAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        var connection = await PeerAt(silo).ConnectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return await connection.InquireAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="OrleansConfigurationException">The address is not loopback and no secret is set, or the port is taken.</exception>
    public async Task ListenAsync(SiloAddress silo, ICallReceiver receiver, CancellationToken cancellationToken)
    {
        var endpoint = _endpoint.ListeningEndpoint;
        if (_context.Options.Secret is null && !(IPAddress.IsLoopback(silo.Endpoint.Address) && IPAddress.IsLoopback(endpoint.Address)))
        {
            throw new OrleansConfigurationException(
                $"The silo would listen at {endpoint} without a secret, and anyone who reaches it could call every grain. Set TransportOptions.Secret to the cluster's secret, or listen on loopback only.");
        }

        var listener = new Listener(_context, silo, receiver, _clusterId, _certificate, Welcome);
        await listener.StartAsync(_listening, endpoint, cancellationToken).ConfigureAwait(false);
        _listeners[silo] = listener;
        _self = silo;
    }

    /// <summary>Waits until a silo of the cluster has been reached, for as long as the options say.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_context.Options.ClientStartTimeout, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        string? failure = null;
        while (true)
        {
            try
            {
                foreach (var silo in _context.Membership.View.Silos.Shuffle())
                {
                    await PeerAt(silo).ConnectAsync().WaitAsync(either.Token).ConfigureAwait(false);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), _context.Time, either.Token).ConfigureAwait(false);
            }
            catch (SiloUnavailableException exception)
            {
                failure = exception.Message;
                await Task.Delay(TimeSpan.FromMilliseconds(100), _context.Time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new SiloUnavailableException($"The client found no way into the cluster within {_context.Options.ClientStartTimeout}. {failure ?? $"No silo of cluster '{_clusterId}' has answered."} Start a silo, or check cluster id, secret and certificate.");
            }
        }
    }

    public async Task SayGoodbyeAsync(SiloAddress silo, long viewVersion, CancellationToken cancellationToken)
    {
        if (!_listeners.TryGetValue(silo, out var listener)) return;
        using var patience = new CancellationTokenSource(_context.Options.GoodbyeTimeout, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await listener.SayGoodbyeAsync(viewVersion, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Who has not taken note by now finds the silo gone.
        }
    }

    public async Task CloseAsync(SiloAddress silo, bool graceful)
    {
        using var patience = new CancellationTokenSource(_context.Options.GoodbyeTimeout, _context.Time);
        if (_listeners.TryRemove(silo, out var listener)) await listener.CloseAsync(graceful, patience.Token).ConfigureAwait(false);
        foreach (var other in _peers.Keys)
        {
            if (!_peers.TryRemove(other, out var peer)) continue;
            if (graceful) await peer.FinishAsync(patience.Token).ConfigureAwait(false);
            else peer.Close();
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _context.Membership.ViewChanged -= Follow;
        _life.Dispose();
        foreach (var listener in _listeners.Values) _ = listener.CloseAsync(graceful: false, CancellationToken.None);
        foreach (var peer in _peers.Values) peer.Close();
        _connecting.Dispose();
        _certificate?.Dispose();
    }

    private Peer PeerAt(SiloAddress silo) =>
        _peers.TryGetValue(silo, out var peer)
            ? peer
            : _peers.GetOrAdd(silo, static (to, self) => new Peer(self._context, to, self._self.IsClient ? "ClientToGateway" : "SiloToSilo", self.ConnectAsync), this);

    /// <summary>Makes a connection: socket, TLS, handshake.</summary>
    private async Task<OutgoingConnection> ConnectAsync(Peer peer)
    {
        using var patience = new CancellationTokenSource(_context.Options.ConnectTimeout, _context.Time);
        var socket = new Socket(peer.Silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        ConnectionContext? context = null;
        try
        {
            await socket.ConnectAsync(peer.Silo.Endpoint, patience.Token).ConfigureAwait(false);
            context = _connecting.Create(socket);
            var pipe = _certificate is null ? context.Transport : await _certificate.ConnectAsync(context.Transport, patience.Token).ConfigureAwait(false);
            var welcome = await Handshake.ConnectAsync(
                pipe, new Greeting(_clusterId, !_self.IsClient, _self, peer.Silo), _context.Options.Secret, patience.Token).ConfigureAwait(false);
            _manifest.Learn(welcome.Manifest);
            if (welcome.ViewVersion > _context.Membership.View.Version) _ = RefreshAsync(welcome.ViewVersion);
            _context.Instruments.SocketOpened(peer.Direction);
            return new OutgoingConnection(_context, context, pipe, peer, welcome);
        }
        catch (Exception exception)
        {
            context?.Abort();
            if (context is not null) await context.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            if (exception is OperationCanceledException) throw new TimeoutException($"No connection within {_context.Options.ConnectTimeout}.", exception);
            throw;
        }
    }

    private Welcome Welcome() =>
        new(_context.Membership.View.Version, _context.Options.MaxFrameBytes, _context.Options.MaxOutstandingCalls, _manifest.Current);

    private async Task RefreshAsync(long viewVersion)
    {
        using var patience = new CancellationTokenSource(_context.Options.ConnectTimeout, _context.Time);
        await _context.Membership.RefreshAsync(viewVersion, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A new view: what is gone is closed; a client goes to meet the new ones, which may have new grain classes.</summary>
    private void Follow(ClusterView view)
    {
        foreach (var (silo, peer) in _peers)
        {
            if (view.Find(silo) is null && _peers.TryRemove(silo, out _)) peer.Close();
        }

        foreach (var listener in _listeners.Values) listener.CloseGone(view);
        if (!_self.IsClient || _disposed) return;
        foreach (var silo in view.Silos) _ = PeerAt(silo).ConnectAsync().ContinueWith(static failed => failed.Exception, TaskScheduler.Default);
    }

    private void CheckLife()
    {
        foreach (var peer in _peers.Values) peer.CheckLife();
        foreach (var listener in _listeners.Values) listener.CheckLife();
    }
}
