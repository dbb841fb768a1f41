using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace Nusaloka.Bench.Realtime;

/// <summary>
/// The baseline: a WebSocket server that passes every frame on to all sockets of its room, with no tokens, no numbers, nothing durable and nothing resumed.
/// </summary>
internal static class BareRooms
{
    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        var rooms = new ConcurrentDictionary<string, ConcurrentDictionary<Member, byte>>();
        app.MapGet("/ws/{room}", async (string room, HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var members = rooms.GetOrAdd(room, static _ => new ConcurrentDictionary<Member, byte>());
            using var me = new Member(socket);
            members.TryAdd(me, 0);
            try
            {
                await me.SendAsync("""{"type":"joined"}"""u8.ToArray());
                await ServeAsync(socket, members, context.RequestAborted);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                // Gone without a goodbye.
            }
            finally
            {
                members.TryRemove(me, out _);
            }
        });
        return app;
    }

    private static async Task ServeAsync(WebSocket socket, ConcurrentDictionary<Member, byte> members, CancellationToken cancellationToken)
    {
        while (true)
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            var buffer = new byte[2_048];
            var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
                return;
            await Task.WhenAll(members.Select(member => member.Key.SendAsync(buffer.AsMemory(0, read.Count))));
        }
    }

    private sealed class Member(WebSocket socket) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        public async Task SendAsync(ReadOnlyMemory<byte> frame)
        {
            await _turn.WaitAsync();
            try
            {
                if (socket.State == WebSocketState.Open)
                    await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Gone.
            }
            finally
            {
                _turn.Release();
            }
        }

        public void Dispose() => socket.Abort();
    }
}
