using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Nusaloka.Testing;

/// <summary>Stands between a process and PostgreSQL, and can swallow what one says to the other, or cut all connections.</summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile Era _era = new();
    private long _swallowed;

    /// <param name="connectionString">Leads to the server.</param>
    public PostgresProxy(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _running = AcceptAsync();
    }

    /// <summary>Leads through this proxy.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>How many bytes never arrived.</summary>
    public long Swallowed => Interlocked.Read(ref _swallowed);

    /// <summary>From now on PostgreSQL hears nothing.</summary>
    public void SwallowRequests() => _era.SwallowsRequests = true;

    /// <summary>From now on the process hears nothing.</summary>
    public void SwallowReplies() => _era.SwallowsReplies = true;

    /// <summary>Ends all connections; new ones work.</summary>
    public void Cut()
    {
        // Whoever connects while the others are cut is a new one.
        var former = _era;
        _era = new Era();
        former.End();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Cut();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(LeadAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }

        await Task.WhenAll(connections);
    }

    private async Task LeadAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Era era;
        do
        {
            era = _era;
        }
        while (!era.Begin(client, server));

        try
        {
            await server.ConnectAsync(_server.Host ?? "127.0.0.1", _server.Port, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut before it was there.
            client.Dispose();
            return;
        }

        await Task.WhenAll(PumpAsync(client, server, () => era.SwallowsRequests), PumpAsync(server, client, () => era.SwallowsReplies));
    }

    private async Task PumpAsync(Socket from, Socket to, Func<bool> swallows)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var read)
            {
                if (swallows())
                    Interlocked.Add(ref _swallowed, read);
                else
                    await to.SendAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    /// <summary>The connections between two cuts, and what becomes of what they say.</summary>
    private sealed class Era
    {
        public volatile bool SwallowsRequests;
        public volatile bool SwallowsReplies;

        private readonly Lock _gate = new();
        private readonly List<Socket> _sockets = [];
        private bool _isOver;

        /// <summary>A connection of it begins; false when it is over.</summary>
        public bool Begin(Socket client, Socket server)
        {
            lock (_gate)
            {
                if (!_isOver)
                    _sockets.AddRange([client, server]);
                return !_isOver;
            }
        }

        /// <summary>Ends it and its connections.</summary>
        public void End()
        {
            lock (_gate)
            {
                _isOver = true;
                _sockets.ForEach(static socket => socket.Dispose());
            }
        }
    }
}
