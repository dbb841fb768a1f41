using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>A client of the hub that says what it likes: the protocol of SignalR by hand, over the framework's own WebSocket.</summary>
internal sealed class RawHubClient : IAsyncDisposable
{
    private const char End = '\x1e';

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonNode> _frames = Channel.CreateUnbounded<JsonNode>();
    private Task _reading = Task.CompletedTask;

    private RawHubClient()
    {
    }

    /// <summary>Whether the server has ended the connection.</summary>
    public bool HasEnded => _reading.IsCompleted;

    /// <summary>Connects, and reads from then on unless <paramref name="reads"/> is false.</summary>
    public static async Task<RawHubClient> ConnectAsync(Uri server, string token, bool reads = true)
    {
        var client = new RawHubClient();
        await client._socket.ConnectAsync(new Uri($"ws://{server.Authority}/hubs/realtime?access_token={token}"), CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        if (reads)
            client.Read();
        return client;
    }

    /// <summary>Reads from now on.</summary>
    public void Read() => _reading = ReadAsync();

    public Task SendAsync(string message) => _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Calls a command without waiting for its answer.</summary>
    public Task CallAsync(string command, JsonNode? argument) =>
        SendAsync(new JsonObject { ["type"] = 1, ["invocationId"] = "1", ["target"] = command, ["arguments"] = new JsonArray(argument) }.ToJsonString());

    /// <summary>The argument of the next call of a method of the client; what comes before it is let go.</summary>
    public async Task<JsonNode> NextAsync(string method)
    {
        using var patience = new CancellationTokenSource(Eventually.DefaultLimit);
        while (true)
        {
            var message = await _frames.Reader.ReadAsync(patience.Token);
            if (message["target"]?.GetValue<string>() == method)
                return message["arguments"]![0]!;
        }
    }

    /// <summary>The answer to the next command that is answered; what comes before it is let go.</summary>
    public async Task<JsonNode> NextAnswerAsync()
    {
        using var patience = new CancellationTokenSource(Eventually.DefaultLimit);
        while (true)
        {
            var message = await _frames.Reader.ReadAsync(patience.Token);
            if (message["invocationId"] is not null)
                return message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await _reading;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[65_536];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage || text.Length == 0 || text[^1] != End)
                    continue;
                foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries))
                    await _frames.Writer.WriteAsync(JsonNode.Parse(message) ?? throw new InvalidOperationException("An empty message."));
                text.Clear();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, by either side.
        }
        finally
        {
            _frames.Writer.TryComplete();
        }
    }
}
