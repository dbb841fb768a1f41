using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

/// <summary>A successor takes the port over while its predecessor serves, without a request that fails.</summary>
public sealed class SharedPortTests
{
    private const int Connections = 50;

    [Fact]
    public async Task Successor_SharesThePort_GetsEveryNewConnectionAndNoneFails()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var port = FreePort();
        using var requests = new NewConnections(port);
        await using var first = await StartAsync("first", database, port);
        var driving = requests.DriveAsync();

        await using var second = await StartAsync("second", database, port);
        Assert.All(await requests.AskAsync(Connections), name => Assert.Equal("second", name));
        await first.StopAsync();
        Assert.All(await requests.AskAsync(Connections), name => Assert.Equal("second", name));
        await using var third = await StartAsync("third", database, port);
        Assert.All(await requests.AskAsync(Connections), name => Assert.Equal("third", name));
        await second.StopAsync();

        requests.Stop();
        var answers = await driving;
        Assert.Equal(["first", "second", "third"], answers.Distinct());
        await third.StopAsync();
    }

    [Fact]
    public async Task Successor_WithoutSharing_CannotTakeThePort()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var port = FreePort();
        await using var first = await StartAsync("first", database, port);

        await Assert.ThrowsAsync<IOException>(() => StartAsync("second", database, port, reuse: "false"));
        await first.StopAsync();
    }

    private static async Task<WebApplication> StartAsync(string name, PostgresDatabase database, int port, string reuse = "true")
    {
        using var forge = new TokenForge();
        using var logs = new LogCapture();
        var app = ApiServer.Build(database.ConnectionString, forge, logs,
            [string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}"), "--REUSE_PORT=" + reuse]);
        app.MapGet("/test/who", () => name).AllowAnonymous();
        await app.StartAsync();
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Requests that each need a connection of their own; one that fails throws.</summary>
    private sealed class NewConnections(int port) : IDisposable
    {
        private readonly HttpClient _client = new() { DefaultRequestHeaders = { ConnectionClose = true } };
        private readonly CancellationTokenSource _stop = new();

        public async Task<List<string>> DriveAsync()
        {
            var answers = new List<string>();
            while (!_stop.IsCancellationRequested)
                answers.AddRange(await AskAsync(1));
            return answers;
        }

        public async Task<List<string>> AskAsync(int times)
        {
            var answers = new List<string>();
            for (var time = 0; time < times; time++)
                answers.Add(await _client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/test/who")));
            return answers;
        }

        public void Stop() => _stop.Cancel();

        public void Dispose()
        {
            _client.Dispose();
            _stop.Dispose();
        }
    }
}
