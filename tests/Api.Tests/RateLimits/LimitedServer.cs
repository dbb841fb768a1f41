using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.RateLimits;

/// <summary>
/// An API with small limits. Every address of 127.0.0.0/8 is this machine, so a test has as many callers as it needs; 127.0.0.200 is a
/// proxy that the API trusts.
/// </summary>
public sealed class LimitedServer : IAsyncLifetime
{
    public const string Proxy = "127.0.0.200";
    public const int Connections = 20;

    private PostgresDatabase? _database;
    private WebApplication? _app;
    private int _callers;

    public LogCapture Logs { get; } = new();

    public TokenForge Forge { get; } = new();

    public Uri Address => ApiServer.AddressOf(_app ?? throw new InvalidOperationException("The server is not started yet."));

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _app = ApiServer.Build(_database.ConnectionString, Forge, Logs,
        [
            "--RATE_LIMITS:SCALE=1", "--RATE_LIMITS:LOGIN=3/3600", "--RATE_LIMITS:REGISTER_IDENTIFIER=2/3600", "--RATE_LIMITS:READ=5/3600",
            "--RATE_LIMITS:WRITE=2/3600", "--RATE_LIMITS:PASSWORD=2/3600", "--RATE_LIMITS:TICKETS=2/3600", "--RATE_LIMITS:FORGOT_IDENTIFIER=1/3600", "--RATE_LIMITS:ANONYMOUS=4/3600", $"--TRUSTED_PROXIES={Proxy};192.0.2.0/24",
            $"--MAX_CONNECTIONS_EACH={Connections}",
        ]);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Forge.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>An address that nobody else calls from.</summary>
    public string NewAddress() => $"127.0.1.{Interlocked.Increment(ref _callers)}";

    /// <summary>A client that calls from an address.</summary>
    public HttpClient From(string address)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) => new NetworkStream(await ConnectAsync(address, cancellationToken), ownsSocket: true),
        };
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>A connection from an address.</summary>
    public async Task<Socket> ConnectAsync(string address, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        await socket.ConnectAsync(IPAddress.Parse(Address.Host), Address.Port, cancellationToken);
        return socket;
    }
}
