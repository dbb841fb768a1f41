using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>A client of a raw socket, by the framework's own WebSocket: it reads all frames as they come.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonNode> _frames = Channel.CreateUnbounded<JsonNode>();
    private readonly Channel<JsonNode> _memberships = Channel.CreateUnbounded<JsonNode>();
    private Task _reading = Task.CompletedTask;

    private SocketClient() => _socket.Options.CollectHttpResponseDetails = true;

    /// <summary>How the server has closed the connection; null while it has not.</summary>
    public (int Code, string Reason)? Closed => _socket.CloseStatus is { } status ? ((int)status, _socket.CloseStatusDescription ?? "") : null;

    public static async Task<SocketClient> ConnectAsync(Uri server, string path, params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        await client.OpenAsync(server, path, headers);
        client._reading = client.ReadAsync();
        return client;
    }

    /// <summary>The HTTP status by which the server refuses to connect.</summary>
    public static async Task<int> RefusalAsync(Uri server, string path, params (string Name, string Value)[] headers)
    {
        await using var client = new SocketClient();
        var refused = await Record.ExceptionAsync(() => client.OpenAsync(server, path, headers));
        Assert.IsType<WebSocketException>(refused);
        return (int)client._socket.HttpStatusCode;
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendBytesAsync(byte[] bytes, WebSocketMessageType type) => _socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None);

    /// <summary>Sends a part of a text that goes on.</summary>
    public Task SendPartAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);

    /// <summary>The next frame, whatever it is.</summary>
    public async Task<JsonNode> NextAsync()
    {
        using var patience = new CancellationTokenSource(Eventually.DefaultLimit);
        return await _frames.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next frame of a type; those before it are let go.</summary>
    public async Task<JsonNode> NextAsync(string type)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Text("type") == type)
                return frame;
        }
    }

    /// <summary>The next frame about a room that the account has come to or is out of. They come beside the others, and when they like.</summary>
    public async Task<JsonNode> NextMembershipAsync()
    {
        using var patience = new CancellationTokenSource(Eventually.DefaultLimit);
        return await _memberships.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The frames that came and were not looked at.</summary>
    public IReadOnlyList<JsonNode> Rest()
    {
        var rest = new List<JsonNode>();
        while (_frames.Reader.TryRead(out var frame))
            rest.Add(frame);
        return rest;
    }

    /// <summary>Waits until the server has closed the connection.</summary>
    public async Task<(int Code, string Reason)> EndAsync()
    {
        await Eventually.TrueAsync("the server closes the connection", () => _reading.IsCompleted);
        return Closed ?? (0, "cut");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await _reading;
    }

    private Task OpenAsync(Uri server, string path, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            _socket.Options.SetRequestHeader(name, value);
        return _socket.ConnectAsync(new Uri($"ws://{server.Authority}{path}"), CancellationToken.None);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    if (_socket.State == WebSocketState.CloseReceived)
                        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                var frame = JsonNode.Parse(buffer.AsSpan(0, length)) ?? throw new InvalidOperationException("An empty frame.");
                await (frame.Text("type").StartsWith("room_", StringComparison.Ordinal) ? _memberships : _frames).Writer.WriteAsync(frame);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, by either side.
        }
        finally
        {
            _frames.Writer.TryComplete();
            _memberships.Writer.TryComplete();
        }
    }
}
