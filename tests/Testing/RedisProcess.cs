using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nusaloka.Testing;

/// <summary>A Redis of a test's own, to be stopped, paused and emptied. It keeps nothing on disk, so that a restart has lost everything.</summary>
public sealed class RedisProcess : IDisposable
{
    private readonly int _port;
    private Process? _process;

    private RedisProcess(int port) => _port = port;

    /// <summary>host:port.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Starts one on a free port; completes when it answers.</summary>
    public static async Task<RedisProcess> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var redis = new RedisProcess(((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        await redis.StartAgainAsync();
        return redis;
    }

    /// <summary>Starts it after <see cref="Stop"/>, empty and at the same address.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server")
        {
            RedirectStandardOutput = true,
            ArgumentList = { "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no" },
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start.");
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.TrueAsync($"Redis at {Address} to answer", async () => await TryCommandAsync("PING") == "+PONG");
    }

    /// <summary>Kills it.</summary>
    public void Stop()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>It stays, but does nothing: connections hang.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>After <see cref="PauseAsync"/>.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Runs a command and answers with the first line that comes.</summary>
    public async Task<string> CommandAsync(string command) => await TryCommandAsync(command) ?? throw new IOException($"Redis at {Address} does not answer.");

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private async Task<string?> TryCommandAsync(string command)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync();
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task SignalAsync(string signal)
    {
        var id = _process?.Id ?? throw new InvalidOperationException("Redis does not run.");
        using var kill = Process.Start("kill", ["-" + signal, id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
