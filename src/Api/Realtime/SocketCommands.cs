using Nusaloka.Api.Chat;
using Nusaloka.Api.Http;
using Nusaloka.Api.Notifications;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// The frames of one raw socket as commands of its session, and the answers as frames. Frames are answered one after the other. A client that does not
/// stop sending too fast, or what is no frame, is held back and then closed.
/// </summary>
internal sealed partial class SocketCommands(
    ChatSession session, NodePresence presence, RealtimeInstruments instruments, Language language, bool joinsBySending, TimeProvider time, ILogger logger)
{
    /// <summary>After so many frames that were none the client is closed.</summary>
    private const int MaxMalformed = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private int _malformed;

    private ClientConnection Connection => session.Connection;

    /// <summary>Answers one frame.</summary>
    public async Task HandleAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        // It is being closed: what still comes is let go.
        if (Connection.IsClosing)
            return;
        var frame = ClientFrame.Parse(utf8.Span);
        Error? error;
        try
        {
            if (frame is null)
                NoteMalformed();
            error = await session.CountAsync() ?? (frame is null ? RealtimeErrors.FrameMalformed : await AnswerAsync(frame, cancellationToken));
        }
        catch (RequestRejectedException rejected)
        {
            error = new Error(rejected.Problem.Code, ErrorKind.Unavailable, "Something that is needed is away. Try again.") { RetryAfter = rejected.Problem.RetryAfter };
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            LogUnknown(exception, frame?.Type ?? "");
            error = RealtimeErrors.OutcomeUnknown;
        }

        if (error is null)
            return;
        Connection.Enqueue(SystemFrames.Refused(error, frame?.Id, language));
        // Whoever sends too fast is read more slowly, so that what they send waits at their end.
        if (error is { Kind: ErrorKind.Limited, RetryAfter: { } wait })
            await Task.Delay(wait < LongestPause ? wait : LongestPause, time, cancellationToken);
    }

    private void NoteMalformed()
    {
        instruments.CountMalformed();
        if (++_malformed >= MaxMalformed)
            Connection.Close(CloseReason.Malformed);
    }

    private Task<Error?> AnswerAsync(ClientFrame frame, CancellationToken cancellationToken) => frame.Type switch
    {
        "ping" => Task.FromResult(Pong(frame)),
        "refresh_token" => RefreshAsync(frame, cancellationToken),
        _ when Connection.Topics.HasFlag(ConnectionTopics.Chat) => AnswerInRoomAsync(frame, cancellationToken),
        "read" => AckAsync(frame, session.ReadNotificationAsync(frame.NotificationId, cancellationToken)),
        "read_all" => AckAsync(frame, session.ReadAllNotificationsAsync(cancellationToken)),
        _ => Task.FromResult((Error?)RealtimeErrors.FrameUnknown),
    };

    private Task<Error?> AnswerInRoomAsync(ClientFrame frame, CancellationToken cancellationToken) => frame switch
    {
        { ConversationId: null, Type: "message" or "join" or "leave" or "edit" or "delete" or "react" or "unreact" or "read" or "typing" or "presence" } =>
            Task.FromResult((Error?)Error.Validation("/conversation_id", "required", "conversation_id is required.")),
        { Type: "message", ConversationId: { } room } => SendAndAnswerAsync(frame, room, cancellationToken),
        { Type: "join", ConversationId: { } room } => JoinAsync(frame, room, cancellationToken),
        { Type: "leave", ConversationId: { } room } => LeaveAsync(frame, room),
        { Type: "edit", ConversationId: { } room } =>
            AckAsync(frame, room, session.EditAsync(room, frame.Message, frame.Content ?? "", cancellationToken)),
        { Type: "delete", ConversationId: { } room } => AckAsync(frame, room, session.DeleteAsync(room, frame.Message, cancellationToken)),
        { Type: "react", ConversationId: { } room } =>
            AckAsync(frame, room, session.ReactAsync(room, frame.Message, frame.Emoji ?? "", isAdded: true, cancellationToken)),
        { Type: "unreact", ConversationId: { } room } =>
            AckAsync(frame, room, session.ReactAsync(room, frame.Message, frame.Emoji ?? "", isAdded: false, cancellationToken)),
        { Type: "read", ConversationId: { } room } => ReadAsync(frame, room, cancellationToken),
        { Type: "typing", ConversationId: { } room } => TypingAsync(frame, room, cancellationToken),
        { Type: "presence", ConversationId: { } room } => PresenceAsync(frame, room, cancellationToken),
        _ => Task.FromResult((Error?)RealtimeErrors.FrameUnknown),
    };

    private Error? Pong(ClientFrame frame)
    {
        Connection.Enqueue(new ServerFrame(new FrameBody("pong") { Id = frame.Id }));
        return null;
    }

    private async Task<Error?> RefreshAsync(ClientFrame frame, CancellationToken cancellationToken)
    {
        var renewed = await session.RefreshTokenAsync(frame.Token ?? "", cancellationToken);
        if (!renewed.IsSuccess)
            return renewed.Error;
        Connection.Enqueue(SystemFrames.TokenRefreshed(renewed.Value.ExpiresAt, frame.Id));
        return null;
    }

    private async Task<Error?> SendAndAnswerAsync(ClientFrame frame, string room, CancellationToken cancellationToken)
    {
        Connection.Asked(frame.ClientMsgId);
        try
        {
            return await SendAsync(frame, room, cancellationToken);
        }
        finally
        {
            Connection.Answered();
        }
    }

    private async Task<Error?> SendAsync(ClientFrame frame, string room, CancellationToken cancellationToken)
    {
        // Clients of the published contract know no join: whoever writes to a room hears what is said there, and writes also when they hear no more rooms.
        if (joinsBySending && await session.JoinOnceAsync(room, cancellationToken) is { Kind: not ErrorKind.Conflict } notJoined)
            return notJoined;
        var sent = await session.SendAsync(room, frame.ToMessage(), cancellationToken);
        if (!sent.IsSuccess)
            return sent.Error;
        var message = sent.Value.Message;
        Connection.Enqueue(new ServerFrame(new FrameBody("ack")
        {
            Id = frame.Id, ConversationId = message.RoomId, Seq = message.Seq,
            Payload = new SentPayload(new MessageId(message.RoomId, message.Seq).ToString(), frame.ClientMsgId, message.SentAt, sent.Value.Replayed),
        }));
        return null;
    }

    private async Task<Error?> JoinAsync(ClientFrame frame, string room, CancellationToken cancellationToken) =>
        (await session.JoinAsync(room, frame.AfterSeq, frame.Epoch, frame.Id, cancellationToken)).Error;

    private async Task<Error?> LeaveAsync(ClientFrame frame, string room)
    {
        await session.LeaveAsync(room);
        Connection.Enqueue(RoomFrames.Left(room, frame.Id));
        return null;
    }

    private async Task<Error?> AckAsync(ClientFrame frame, string room, Task<Result<ChatMessage>> changing)
    {
        var changed = await changing;
        if (!changed.IsSuccess)
            return changed.Error;
        Connection.Enqueue(new ServerFrame(new FrameBody("ack") { Id = frame.Id, ConversationId = room, Seq = changed.Value.Seq }));
        return null;
    }

    private async Task<Error?> ReadAsync(ClientFrame frame, string room, CancellationToken cancellationToken)
    {
        // The number of a message of another room says nothing of this one.
        var seq = frame.Seq ?? (frame.MessageId is { } id && ChatRooms.SeqOf(room, id) is > 0 and var named ? named : null);
        if (seq is not { } upTo)
            return Error.Validation("/seq", "required", "seq, or the message_id of the last message of the room that was seen, is required.");
        var read = await session.ReadAsync(room, upTo, cancellationToken);
        if (!read.IsSuccess)
            return read.Error;
        Connection.Enqueue(new ServerFrame(new FrameBody("ack")
        {
            Id = frame.Id, ConversationId = room, Seq = read.Value.Seq, Payload = new UnreadPayload(read.Value.Unread),
        }));
        return null;
    }

    private async Task<Error?> TypingAsync(ClientFrame frame, string room, CancellationToken cancellationToken) =>
        (await session.TypingAsync(room, frame.IsTyping, cancellationToken)).Error;

    private async Task<Error?> PresenceAsync(ClientFrame frame, string room, CancellationToken cancellationToken) =>
        (await presence.TellAsync(session, room, frame.Id, cancellationToken)).Error;

    private async Task<Error?> AckAsync(ClientFrame frame, Task<Result<UnreadCountResponse>> reading)
    {
        var read = await reading;
        if (!read.IsSuccess)
            return read.Error;
        Connection.Enqueue(new ServerFrame(new FrameBody("ack") { Id = frame.Id, Payload = new UnreadPayload(read.Value.UnreadCount) }));
        return null;
    }

    private sealed record SentPayload(string MessageId, string? ClientMsgId, DateTimeOffset SentAt, bool Replayed);

    private sealed record UnreadPayload(long Unread);

    [LoggerMessage(6604, LogLevel.Warning, "What became of a frame of type {Type} is not known; the client is told so.")]
    private partial void LogUnknown(Exception exception, string type);
}
