using System.Net.WebSockets;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>Serves clients of raw sockets.</summary>
public sealed partial class SocketServices(
    NodeRealtime node, NodePresence presence, ChatSessions sessions, RealtimeInstruments instruments, TimeProvider time, ILogger<SocketServices> logger)
{
    /// <summary>The connections of this process.</summary>
    public NodeRealtime Node { get; } = node;

    /// <summary>Who is there.</summary>
    public NodePresence Presence { get; } = presence;

    /// <summary>Serves one client until it, or the server, ends the connection.</summary>
    internal async Task ServeAsync(
        ClientConnection connection, WebSocket socket, Language language, Func<ChatSession, CancellationToken, Task> begin,
        CancellationToken cancellationToken)
    {
        var session = sessions.Of(connection);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // What the client sends meanwhile is read: its rooms may take their time.
        var beginning = BeginAsync(connection, begin(session, ended.Token), ended.Token);
        try
        {
            var commands = new SocketCommands(session, Presence, instruments, language, connection.JoinsNewRooms, time, logger);
            if (await SocketReader.ReadAsync(socket, commands.HandleAsync, time, cancellationToken) is { } refused)
                await EndAsync(connection, socket, refused, cancellationToken);
            else
                await AnswerGoodbyeAsync(connection, socket);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone without a goodbye, as clients go.
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            connection.Close(CloseReason.Unavailable);
            await WaitForEndAsync(socket, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await beginning;
        }
    }

    /// <summary>Ends when the client was given what it gets at the beginning. Never fails: a client that cannot be given it comes back.</summary>
    private async Task BeginAsync(ClientConnection connection, Task beginning, CancellationToken cancellationToken)
    {
        try
        {
            await beginning;
        }
        catch (Exception exception)
        {
            if (cancellationToken.IsCancellationRequested)
                return;
            LogFailed(exception);
            connection.Close(CloseReason.Unavailable);
        }
    }

    /// <summary>The server ends it: says why, and waits until the client has gone, or the node cuts it.</summary>
    private static async Task EndAsync(ClientConnection connection, WebSocket socket, CloseReason reason, CancellationToken cancellationToken)
    {
        connection.Close(reason);
        await WaitForEndAsync(socket, cancellationToken);
    }

    private static async Task WaitForEndAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var rest = new byte[512];
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent
                && (await socket.ReceiveAsync(rest.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // It is gone.
        }
    }

    /// <summary>The client ends it, or has answered the server's goodbye.</summary>
    private static async Task AnswerGoodbyeAsync(ClientConnection connection, WebSocket socket)
    {
        connection.Gone();
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, CloseReason.Normal.Name, CancellationToken.None);
    }

    [LoggerMessage(6605, LogLevel.Error, "A client's connection has failed; it is closed, and the client comes back.")]
    private partial void LogFailed(Exception exception);
}
