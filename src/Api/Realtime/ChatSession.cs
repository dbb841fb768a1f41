using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Chat;
using Nusaloka.Api.Http;
using Nusaloka.Api.Notifications;
using Nusaloka.Api.RateLimits;
using Nusaloka.Chat;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// What one connected client may ask, the same through every door, which counts what comes. It knows nothing of rooms: the session is looked at, and
/// then the room's grain answers, which lets members in alone. Commands of one connection are given one after the other, so they keep their order.
/// </summary>
public sealed class ChatSession
{
    /// <summary>What a refusal counts, of which each frame that is let through takes one back.</summary>
    private const int RefusalWeight = 4;

    /// <summary>Ten refusals with little let through between them: the client does not listen.</summary>
    private const int MaxRefused = 10 * RefusalWeight;

    private readonly NodeRealtime _node;
    private readonly ChatServices _services;
    private int _refused;
    private int _noted;
    private Task _counting = Task.CompletedTask;

    internal ChatSession(ClientConnection connection, NodeRealtime node, ChatServices services) => (Connection, _node, _services) = (connection, node, services);

    /// <summary>The client.</summary>
    public ClientConnection Connection { get; }

    private string AccountId => Connection.AccountId;

    private INotificationInboxGrain Inbox => _services.Grains.GetGrain<INotificationInboxGrain>(AccountId);

    /// <summary>
    /// Joins a room: the client gets the frame <c>joined</c>, then all that it missed, then what happens. Errors: <c>room_not_found</c>, <c>too_many_rooms</c>.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="afterSeq">The number of the last event that the client has; null when it has none.</param>
    /// <param name="epoch">The epoch that the number belongs to.</param>
    /// <param name="requestId">The client's name for the request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<JoinedRoom>> JoinAsync(string roomId, long? afterSeq, string? epoch, string? requestId, CancellationToken cancellationToken) =>
        await RefusedAsync(cancellationToken) is { } error
            ? error
            : await _node.JoinAsync(Connection, Canonical(roomId), afterSeq, epoch, requestId, cancellationToken);

    /// <summary>Joins the rooms in which something was said last, for clients that name none. A room that cannot be joined is told by an error of its own.</summary>
    internal async Task JoinLatestAsync(Language language, CancellationToken cancellationToken)
    {
        var rooms = await _services.Grains.GetGrain<IConversationsGrain>(AccountId).ListAsync(new PageRequest(_node.MaxJoinedByItself, null), cancellationToken);
        await _node.JoinAllAsync(Connection, rooms.Value?.Items.Select(static room => room.RoomId) ?? [], language, cancellationToken);
    }

    /// <summary>Joins a room unless the client has, or is about to: then it waits until it has. Errors: those of <see cref="JoinAsync"/>.</summary>
    public async Task<Error?> JoinOnceAsync(string roomId, CancellationToken cancellationToken) =>
        await RefusedAsync(cancellationToken) ?? await _node.JoinOnceAsync(Connection, Canonical(roomId), cancellationToken);

    /// <summary>Leaves a room, which stays as it is: the client is told no more of it.</summary>
    public Task LeaveAsync(string roomId) => _node.LeaveAsync(Connection, Canonical(roomId));

    /// <summary>Sends a message; the answer says that it is durable. Errors: those of <see cref="IChatRoomGrain.SendAsync"/>.</summary>
    public async Task<Result<SentMessage>> SendAsync(string roomId, SendMessageRequest message, CancellationToken cancellationToken)
    {
        if (await RefusedAsync(cancellationToken) is { } error)
            return error;
        var sent = await Room(roomId).SendAsync(message.ToCommand(AccountId, key: null), cancellationToken);
        if (sent.IsSuccess)
            _node.Expect(sent.Value.Message.RoomId, sent.Value.Message.Seq);
        return sent;
    }

    /// <summary>Edits a message of one's own. Errors: those of <see cref="IChatRoomGrain.EditAsync"/>.</summary>
    public async Task<Result<ChatMessage>> EditAsync(string roomId, string message, string content, CancellationToken cancellationToken) =>
        await RefusedAsync(cancellationToken) is { } error
            ? error
            : await Room(roomId).EditAsync(new EditMessage(AccountId, ChatRooms.SeqOf(roomId, message), content), cancellationToken);

    /// <summary>Deletes a message. Errors: those of <see cref="IChatRoomGrain.DeleteAsync"/>.</summary>
    public async Task<Result<ChatMessage>> DeleteAsync(string roomId, string message, CancellationToken cancellationToken) =>
        await RefusedAsync(cancellationToken) is { } error
            ? error
            : await Room(roomId).DeleteAsync(AccountId, ChatRooms.SeqOf(roomId, message), cancellationToken);

    /// <summary>Reacts to a message, or takes the reaction back. Errors: those of <see cref="IChatRoomGrain.ReactAsync"/>.</summary>
    public async Task<Result<ChatMessage>> ReactAsync(string roomId, string message, string emoji, bool isAdded, CancellationToken cancellationToken) =>
        await RefusedAsync(cancellationToken) is { } error
            ? error
            : await Room(roomId).ReactAsync(new ReactToMessage(AccountId, ChatRooms.SeqOf(roomId, message), emoji, isAdded), cancellationToken);

    /// <summary>Notes how far the client has read. Errors: <c>room_not_found</c>.</summary>
    public async Task<Result<ReadMark>> ReadAsync(string roomId, long seq, CancellationToken cancellationToken) =>
        await RefusedAsync(cancellationToken) is { } error ? error : await Room(roomId).MarkReadAsync(AccountId, seq, cancellationToken);

    /// <summary>Tells the others that the client types. Errors: <c>room_not_found</c>, <c>frame_unknown</c> where nobody carries that.</summary>
    public async Task<Result> TypingAsync(string roomId, bool isTyping, CancellationToken cancellationToken)
    {
        if (await RefusedAsync(cancellationToken) is { } error)
            return error;
        if (_services.Signals is not { } signals)
            return RealtimeErrors.FrameUnknown;
        return await signals.TypingAsync(Connection.Caller, Canonical(roomId), isTyping, cancellationToken);
    }

    /// <summary>Marks a notification as read. Errors: <c>validation_failed</c>, <c>notification_not_found</c>.</summary>
    public async Task<Result<UnreadCountResponse>> ReadNotificationAsync(string? notificationId, CancellationToken cancellationToken)
    {
        if (await RefusedAsync(cancellationToken) is { } error)
            return error;
        if (!Guid.TryParse(notificationId, out var id))
            return Error.Validation("/notification_id", "required", "notification_id is required: a UUID.");
        var marked = await Inbox.MarkAsync(id, isRead: true, cancellationToken);
        return marked.IsSuccess ? new UnreadCountResponse(await Inbox.CountUnreadAsync(cancellationToken)) : marked.Error;
    }

    /// <summary>Marks all notifications as read that there are.</summary>
    public async Task<Result<UnreadCountResponse>> ReadAllNotificationsAsync(CancellationToken cancellationToken)
    {
        if (await RefusedAsync(cancellationToken) is { } error)
            return error;
        await Inbox.MarkAllReadAsync(_services.Time.GetUtcNow(), cancellationToken);
        return new UnreadCountResponse(await Inbox.CountUnreadAsync(cancellationToken));
    }

    /// <summary>
    /// The client shows a new access token of the same account, by which the connection goes on; answers when that one expires. Errors: <c>token_invalid</c>,
    /// <c>token_expired</c>, <c>session_ended</c>.
    /// </summary>
    public async Task<Result<TokenIdentity>> RefreshTokenAsync(string token, CancellationToken cancellationToken)
    {
        var (identity, refused) = await _services.Tokens.AuthenticateAsync(token, TokenProfile.PersonType, cancellationToken);
        if (refused == TokenRefused.Revoked)
            return RealtimeErrors.SessionEnded;
        if (identity is null || identity.Subject != AccountId)
            return RealtimeErrors.TokenInvalid;
        Connection.Renew(identity);
        // It may have ended while it was checked.
        if (!_services.Revoked.Contains(identity.SessionId))
            return identity;
        Connection.Close(CloseReason.SessionEnded);
        return RealtimeErrors.SessionEnded;
    }

    /// <summary>
    /// Counts one thing that the client sent, whatever it is; a client that is refused again and again is closed. Errors: <c>too_many_frames</c>.
    /// </summary>
    public async ValueTask<Error?> CountAsync()
    {
        if (_services.Limiter is not { } limiter || _services.Limits is not { } limits)
            return null;
        var verdict = await limiter.TakeAsync(limits.Named(Limits.Realtime), RateLimits.Caller.Account(AccountId));
        if (verdict.IsAllowed)
        {
            if (Volatile.Read(ref _refused) > 0)
                Interlocked.Decrement(ref _refused);
            return null;
        }

        _services.Instruments.CountLimited();
        if (Interlocked.Add(ref _refused, RefusalWeight) >= MaxRefused)
            Connection.Close(CloseReason.TooFast);
        return RealtimeErrors.TooFast(verdict.Reset);
    }

    /// <summary>Counts one thing that is answered, or left, without waiting for that.</summary>
    public void Note()
    {
        if (Interlocked.Increment(ref _noted) == 1)
            _counting = CountNotedAsync(_counting);
    }

    /// <summary>Why the client may not give a command now; null when it may. Errors: <c>session_ended</c>.</summary>
    public async ValueTask<Error?> RefusedAsync(CancellationToken cancellationToken)
    {
        if (!await _services.Revocations.IsRevokedAsync(Connection.Identity, cancellationToken))
            return null;
        Connection.Close(CloseReason.SessionEnded);
        return RealtimeErrors.SessionEnded;
    }

    /// <summary>Never fails. Who counted before has ended, or is about to.</summary>
    private async Task CountNotedAsync(Task before)
    {
        await before;
        do
        {
            try
            {
                await CountAsync();
            }
            catch (Exception)
            {
                // It was not counted, and the next is.
            }
        }
        while (Interlocked.Decrement(ref _noted) > 0);
    }

    internal static string Canonical(string roomId) => Guid.TryParse(roomId, out var id) ? id.ToString() : Guid.Empty.ToString();

    private IChatRoomGrain Room(string roomId) => _services.Grains.GetGrain<IChatRoomGrain>(Canonical(roomId));
}
