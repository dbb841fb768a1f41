using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Chat;
using Nusaloka.Api.RateLimits;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// What one connected client may ask, the same through every door. It knows nothing of rooms: each command is counted, the session is looked at, and
/// then the room's grain answers, which lets members in alone. Commands of one connection are given one after the other, so they keep their order.
/// </summary>
public sealed class ChatSession
{
    private readonly NodeRealtime _node;
    private readonly ChatServices _services;

    internal ChatSession(ClientConnection connection, NodeRealtime node, ChatServices services) => (Connection, _node, _services) = (connection, node, services);

    /// <summary>The client.</summary>
    public ClientConnection Connection { get; }

    private string AccountId => Connection.AccountId;

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

    /// <summary>Joins the rooms in which something was said last, for clients that name none.</summary>
    public async Task JoinLatestAsync(CancellationToken cancellationToken)
    {
        var most = Math.Min(PageRequest.MaxLimit, _node.Options.RoomsPerConnection);
        var rooms = await _services.Grains.GetGrain<IConversationsGrain>(AccountId).ListAsync(new PageRequest(most, null), cancellationToken);
        foreach (var room in rooms.Value?.Items ?? [])
            await _node.JoinAsync(Connection, room.RoomId, null, null, null, cancellationToken);
    }

    /// <summary>Leaves a room, which stays as it is: the client is told no more of it.</summary>
    public Task LeaveAsync(string roomId) => _node.LeaveAsync(Connection, Canonical(roomId));

    /// <summary>Whether the client has joined the room.</summary>
    public bool HasJoined(string roomId)
    {
        lock (Connection.Seats)
            return Connection.Seats.ContainsKey(Canonical(roomId));
    }

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

    /// <summary>
    /// The client shows a new access token of the same account, by which the connection goes on; answers when that one expires. Errors: <c>token_invalid</c>,
    /// <c>token_expired</c>, <c>session_ended</c>, <c>too_many_frames</c>.
    /// </summary>
    public async Task<Result<TokenIdentity>> RefreshTokenAsync(string token, CancellationToken cancellationToken)
    {
        if (await CountAsync() is { } tooFast)
            return tooFast;
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

    /// <summary>Counts something that is no command. Errors: <c>too_many_frames</c>.</summary>
    public async ValueTask<Error?> CountAsync()
    {
        if (_services.Limiter is not { } limiter || _services.Limits is not { } limits)
            return null;
        var verdict = await limiter.TakeAsync(limits.Named(Limits.Realtime), RateLimits.Caller.Account(AccountId));
        if (verdict.IsAllowed)
            return null;
        _services.Instruments.CountLimited();
        return RealtimeErrors.TooFast(verdict.Reset);
    }

    /// <summary>Counts a command: why the client may not give it now; null when it may. Errors: <c>too_many_frames</c>, <c>session_ended</c>.</summary>
    public async ValueTask<Error?> RefusedAsync(CancellationToken cancellationToken)
    {
        if (await CountAsync() is { } tooFast)
            return tooFast;
        if (!await _services.Revocations.IsRevokedAsync(Connection.Identity, cancellationToken))
            return null;
        Connection.Close(CloseReason.SessionEnded);
        return RealtimeErrors.SessionEnded;
    }

    internal static string Canonical(string roomId) => Guid.TryParse(roomId, out var id) ? id.ToString() : Guid.Empty.ToString();

    private IChatRoomGrain Room(string roomId) => _services.Grains.GetGrain<IChatRoomGrain>(Canonical(roomId));
}
