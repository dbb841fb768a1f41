using System.Net.WebSockets;

namespace Nusaloka.Api.Realtime;

/// <summary>Writes frames to a raw WebSocket, as text. What is written before the client has been let in waits for it.</summary>
internal sealed class WebSocketWriter(HttpContext context) : IFrameWriter
{
    private readonly TaskCompletionSource<WebSocket> _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The client is in.</summary>
    public void Begin(WebSocket socket) => _socket.TrySetResult(socket);

    /// <summary>The client never got in.</summary>
    public void Fail() => _socket.TrySetCanceled();

    public ValueTask WriteAsync(ServerFrame frame, CancellationToken cancellationToken) => _socket.Task.IsCompletedSuccessfully
        ? _socket.Task.Result.SendAsync(frame.Utf8, WebSocketMessageType.Text, endOfMessage: true, cancellationToken)
        : WriteLaterAsync(frame, cancellationToken);

    public async ValueTask CloseAsync(CloseReason reason, CancellationToken cancellationToken) =>
        await (await _socket.Task).CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Name, cancellationToken);

    public void Abort()
    {
        try
        {
            context.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The request has ended meanwhile, and the connection with it.
        }
    }

    private async ValueTask WriteLaterAsync(ServerFrame frame, CancellationToken cancellationToken) =>
        await (await _socket.Task.WaitAsync(cancellationToken)).SendAsync(frame.Utf8, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
