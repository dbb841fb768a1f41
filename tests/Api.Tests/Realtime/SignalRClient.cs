using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>The official JavaScript client of SignalR in a process of its own.</summary>
internal sealed class SignalRClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly ConcurrentQueue<JsonNode> _frames = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;
    private readonly Task _reading;
    private int _lastId;

    private SignalRClient(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>What the server has called, in its order.</summary>
    public IReadOnlyList<JsonNode> Frames => [.. _frames];

    /// <summary>Connects; fails when it is refused.</summary>
    public static async Task<SignalRClient> ConnectAsync(Uri api, string token)
    {
        var client = Start(api, token);
        Assert.Null(await client._started.Task.WaitAsync(Patience));
        return client;
    }

    /// <summary>Tries to connect; answers why it was refused, or null.</summary>
    public static async Task<string?> TryAsync(Uri api, string token)
    {
        await using var client = Start(api, token);
        return await client._started.Task.WaitAsync(Patience);
    }

    /// <summary>Calls a method of the hub; answers its reply.</summary>
    public async Task<JsonNode> InvokeAsync(string method, params object[] args)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting.GetOrAdd(id, static _ => new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(System.Text.Json.JsonSerializer.Serialize(new { id, method, args }));
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _turn.Release();
        }

        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>Calls a method that must succeed; answers its value.</summary>
    public async Task<JsonNode> DoAsync(string method, params object[] args)
    {
        var answer = await InvokeAsync(method, args);
        Assert.True(answer["result"]?["ok"]?.GetValue<bool>(), answer.ToJsonString());
        return answer["result"]!["value"]!;
    }

    /// <summary>Waits for a frame.</summary>
    public async Task<JsonNode> WaitForAsync(string type, Func<JsonNode, bool>? which = null)
    {
        JsonNode? found = null;
        await Eventually.TrueAsync(
            $"a frame of type {type}",
            () => (found = _frames.FirstOrDefault(frame => frame.Text("type") == type && (which is null || which(frame)))) is not null,
            () => string.Join('\n', _frames.Select(static frame => frame.ToJsonString())));
        return found!;
    }

    /// <summary>Waits until the server has ended the connection.</summary>
    public Task<string> ClosedAsync() => _closed.Task.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        await _reading;
        _process.Dispose();
        _turn.Dispose();
    }

    private static SignalRClient Start(Uri api, string token)
    {
        // Fails with the remedy when the package is not installed.
        var modules = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(NodePrograms.PathOf("@microsoft/signalr", "package.json"))!, "..", ".."));
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Realtime", "signalr-client.js"));
        start.ArgumentList.Add(new Uri(api, "/hubs/realtime").ToString());
        start.ArgumentList.Add(token);
        start.Environment["NODE_PATH"] = modules;
        return new SignalRClient(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonNode.Parse(line)!;
            if (said["frame"] is { } frame)
                _frames.Enqueue(frame);
            else if (said["id"] is { } id && _waiting.TryRemove(id.GetValue<int>(), out var waiting))
                waiting.TrySetResult(said);
            else if (said["closed"] is { } closed)
                _closed.TrySetResult(closed.GetValue<string>());
            else if (said["started"] is not null)
                _started.TrySetResult(null);
            else if (said["refused"] is { } refused)
                _started.TrySetResult(refused.GetValue<string>());
        }

        _started.TrySetResult("The client ended.");
        _closed.TrySetResult("The client ended.");
    }
}
