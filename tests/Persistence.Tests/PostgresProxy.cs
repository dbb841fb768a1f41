using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Nusaloka.Persistence.Tests;

/// <summary>Stands between a process and PostgreSQL, and can swallow what one says to the other, or cut all connections.</summary>
internal sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile Swallowing _swallowing = new();
    private long _swallowed;

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
    public void SwallowRequests() => _swallowing.Requests = true;

    /// <summary>From now on the process hears nothing.</summary>
    public void SwallowReplies() => _swallowing.Replies = true;

    /// <summary>Ends all connections; new ones work.</summary>
    public void Cut()
    {
        // Whoever connects while the others are cut is a new one.
        _swallowing = new Swallowing();
        while (_sockets.TryTake(out var socket))
            socket.Dispose();
    }

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
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                _sockets.Add(client);
                _sockets.Add(server);
                await server.ConnectAsync(_server.Host ?? "127.0.0.1", _server.Port, _stop.Token);
                var swallowing = _swallowing;
                pumps.Add(PumpAsync(client, server, () => swallowing.Requests));
                pumps.Add(PumpAsync(server, client, () => swallowing.Replies));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }

        await Task.WhenAll(pumps);
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

    /// <summary>What the connections do of one time between two cuts.</summary>
    private sealed class Swallowing
    {
        public volatile bool Requests;
        public volatile bool Replies;
    }
}
