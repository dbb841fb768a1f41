using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Harness;

/// <summary>A Redis server of a scenario's own, which it may kill. What it holds is written to a file, and may be lost on purpose.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly int _port = Ports.Free();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"nusaloka-redis-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
    private readonly ProgramProcess _program;

    private RedisProcess()
    {
        Directory.CreateDirectory(_folder);
        _program = new ProgramProcess("redis", Describe);
    }

    /// <summary>How StackExchange.Redis is told of it.</summary>
    public string Configuration => $"127.0.0.1:{_port}";

    public static async Task<RedisProcess> StartAsync()
    {
        var redis = new RedisProcess();
        await redis.StartAgainAsync();
        return redis;
    }

    /// <summary>Starts a server that was killed, with what it had written, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        _program.Start();
        await Eventually.TrueAsync($"PONG from Redis at {Configuration}", AnswersAsync, () => Task.FromResult(_program.Log(20)));
    }

    /// <inheritdoc cref="ProgramProcess.KillAsync"/>
    public Task KillAsync() => _program.KillAsync();

    /// <summary>Forgets everything, while the server is down.</summary>
    public void LoseData()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Describe() => new("redis-server")
    {
        WorkingDirectory = _folder,
        ArgumentList =
        {
            "--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--dir", _folder,
            "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
        },
    };

    private async Task<bool> AnswersAsync()
    {
        if (_program.HasExited)
            throw new InvalidOperationException($"Redis ended with exit code {_program.ExitCode}.\n{_program.Log(20)}");

        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync("127.0.0.1", _port);
            await connection.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[5];
            return await connection.GetStream().ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false) == answer.Length
                && Encoding.ASCII.GetString(answer) == "+PONG";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
