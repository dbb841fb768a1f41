using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.Chat;

/// <summary>
/// One connection to <c>/ws/chat</c>. Frames that answer one of ours by its id go to whoever waits for it, all others to the owner, one after the
/// other. When it is over, everybody who waits is told.
/// </summary>
internal sealed class ChatSocket : IAsyncDisposable
{
    private const int BufferSize = 16_384;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement?>> _asked = new(StringComparer.Ordinal);
    private readonly Action<JsonElement> _take;
    private Task _reading = Task.CompletedTask;
    private int _frames;

    private ChatSocket(Action<JsonElement> take)
    {
        _take = take;
        _socket.Options.Proxy = null;
    }

    /// <summary>Whether nothing will come of it any more.</summary>
    public bool IsOver => _reading.IsCompleted;

    /// <summary>Why the server has closed it; null when it has not, or nobody could say.</summary>
    public string? Goodbye { get; private set; }

    /// <summary>Connects; null when that cannot be.</summary>
    /// <param name="api">An API process.</param>
    /// <param name="person">Whose token is shown.</param>
    /// <param name="take">Given each frame that answers nothing.</param>
    public static async Task<ChatSocket?> ConnectAsync(Uri api, Person person, Action<JsonElement> take)
    {
        var connection = new ChatSocket(take);
        var address = new UriBuilder(api) { Scheme = "ws", Path = "/ws/chat", Query = "join=none&token=" + Uri.EscapeDataString(person.Token) }.Uri;
        using var patience = new CancellationTokenSource(ConnectPatience, TimeProvider.System);
        try
        {
            await connection._socket.ConnectAsync(address, patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            await connection.DisposeAsync();
            return null;
        }

        connection._reading = connection.ReadAllAsync();
        return connection;
    }

    /// <summary>Sends a frame and answers what answers it; null when the connection ended before.</summary>
    /// <param name="frame">Makes the frame from the id that it must have.</param>
    /// <param name="patience">How long to wait; then the answer is null, too.</param>
    public async Task<JsonElement?> AskAsync(Func<string, object> frame, TimeSpan patience)
    {
        var id = Interlocked.Increment(ref _frames).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        // The reading looks for who waits when it ends; whoever comes later looks here.
        if (IsOver)
            answer.TrySetResult(null);
        try
        {
            await SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame(id)));
            return await answer.Task.WaitAsync(patience, TimeProvider.System);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException or TimeoutException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    /// <summary>Cuts it, as a phone does in a tunnel, and waits until nothing of it is taken any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task SendAsync(byte[] frame)
    {
        await _writing.WaitAsync();
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (await ReadAsync() is { } frame)
            {
                if (frame.TryGetProperty("id", out var id) && id.GetString() is { } name)
                {
                    if (_asked.TryGetValue(name, out var waiting))
                        waiting.TrySetResult(frame);
                    // Whoever joins is told where they stand by the answer, and that is for the owner, too.
                    if (frame.GetProperty("type").GetString() != "joined")
                        continue;
                }

                _take(frame);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was killed, or this side has cut it.
        }
        finally
        {
            foreach (var waiting in _asked.Values)
                waiting.TrySetResult(null);
        }
    }

    private async Task<JsonElement?> ReadAsync()
    {
        using var frame = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                Goodbye = $"{(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}";
                return null;
            }

            frame.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
                return JsonSerializer.Deserialize<JsonElement>(frame.GetBuffer().AsSpan(0, (int)frame.Length));
        }
    }
}
