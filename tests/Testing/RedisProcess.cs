using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nusaloka.Testing;

/// <summary>
/// A Redis of a test's own, to be stopped, paused and emptied. Unless told otherwise it keeps nothing on disk, so that a restart has
/// lost everything.
/// </summary>
public sealed class RedisProcess : IDisposable
{
    private readonly int _port;
    private readonly string? _folder;
    private Process? _process;
    private string _server = "";

    private RedisProcess(int port, string? folder) => (_port, _folder) = (port, folder);

    /// <summary>Where it listens on this machine.</summary>
    public int Port => _port;

    /// <summary>host:port.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Starts one on a free port; completes when it answers.</summary>
    /// <param name="keepsData">Whether it knows after a restart what it knew before.</param>
    public static async Task<RedisProcess> StartAsync(bool keepsData = false)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var redis = new RedisProcess(
            ((IPEndPoint)listener.LocalEndpoint).Port, keepsData ? Directory.CreateTempSubdirectory("nusaloka-redis-").FullName : null);
        listener.Stop();
        await redis.StartAgainAsync();
        return redis;
    }

    /// <summary>Starts it after <see cref="Stop"/>, at the same address.</summary>
    public async Task StartAgainAsync()
    {
        // The shell takes Redis along when this process ends, however it ends: then its input ends.
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-c", "redis-server \"$@\" >/dev/null </dev/null & echo $!; read _; kill -9 $!; wait", "redis", "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", _folder is null ? "no" : "yes" },
            WorkingDirectory = _folder ?? "",
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start.");
        _server = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("redis-server did not start.");
        await Eventually.TrueAsync($"Redis at {Address} to answer", async () => await TryCommandAsync("PING") == "+PONG");
    }

    /// <summary>Kills it.</summary>
    public void Stop()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Forgets what it kept, while it is stopped.</summary>
    public void LoseData()
    {
        foreach (var kept in Directory.GetDirectories(_folder ?? throw new InvalidOperationException("This Redis keeps nothing.")))
            Directory.Delete(kept, recursive: true);
    }

    /// <summary>It stays, but does nothing: connections hang.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>After <see cref="PauseAsync"/>.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Runs a command and answers with the first line that comes.</summary>
    public async Task<string> CommandAsync(string command) => await TryCommandAsync(command) ?? throw new IOException($"Redis at {Address} does not answer.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

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
        if (_process is null) throw new InvalidOperationException("Redis does not run.");
        using var kill = Process.Start("kill", ["-" + signal, _server]);
        await kill.WaitForExitAsync();
    }
}
