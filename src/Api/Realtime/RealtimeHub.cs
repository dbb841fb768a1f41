using Microsoft.AspNetCore.SignalR;
using Nusaloka.Api.Chat;
using Nusaloka.Api.Notifications;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// The door for clients that speak SignalR. It decides nothing: each command goes to the client's <see cref="ChatSession"/>, and what happens comes as
/// calls of the client's methods, which have the names of frames (docs/reference/realtime.md). Commands of one connection are done one after the other.
/// </summary>
public sealed partial class RealtimeHub(NodePresence presence, ILogger<RealtimeHub> logger) : Hub
{
    private HubClient Client => Context.Features.Get<HubClient>() ?? throw new HubException("The connection is being closed.");

    /// <summary>Joins a room: <c>joined</c> is called, then what was missed, then what happens.</summary>
    [HubMethodName("Join")]
    public Task<HubReply<JoinedRoom>> JoinAsync(HubJoin room) => ReplyAsync(
        Client.Session.JoinAsync(room.ConversationId, room.AfterSeq, room.Epoch, requestId: null, Context.ConnectionAborted), static joined => joined);

    /// <summary>Is told no more of a room.</summary>
    [HubMethodName("Leave")]
    public async Task<HubReply<HubDone>> LeaveAsync(HubRoom room)
    {
        await Client.Session.LeaveAsync(room.ConversationId);
        return new HubReply<HubDone>(Ok: true, HubDone.Instance, Error: null);
    }

    /// <summary>Sends a message; the answer says that it is durable.</summary>
    [HubMethodName("Send")]
    public Task<HubReply<HubSent>> SendAsync(HubSend command) => ReplyAsync(
        Client.Session.SendAsync(command.ConversationId, command.Message, Context.ConnectionAborted),
        static sent => new HubSent(ChatMessageResponse.Of(sent.Message), sent.Replayed));

    /// <summary>Edits a message of one's own.</summary>
    [HubMethodName("Edit")]
    public Task<HubReply<ChatMessageResponse>> EditAsync(HubEdit command) => ReplyAsync(
        Client.Session.EditAsync(command.ConversationId, command.MessageId, command.Content, Context.ConnectionAborted), ChatMessageResponse.Of);

    /// <summary>Deletes a message.</summary>
    [HubMethodName("Delete")]
    public Task<HubReply<ChatMessageResponse>> DeleteAsync(HubMessage message) => ReplyAsync(
        Client.Session.DeleteAsync(message.ConversationId, message.MessageId, Context.ConnectionAborted), ChatMessageResponse.Of);

    /// <summary>Reacts to a message, or takes the reaction back.</summary>
    [HubMethodName("React")]
    public Task<HubReply<ChatMessageResponse>> ReactAsync(HubReaction command) => ReplyAsync(
        Client.Session.ReactAsync(command.ConversationId, command.MessageId, command.Emoji, command.Added, Context.ConnectionAborted), ChatMessageResponse.Of);

    /// <summary>Notes how far one has read.</summary>
    [HubMethodName("Read")]
    public Task<HubReply<ReadMarkResponse>> ReadAsync(HubRead command) => ReplyAsync(
        Client.Session.ReadAsync(command.ConversationId, command.Seq, Context.ConnectionAborted), static read => new ReadMarkResponse(read.Seq, read.Unread));

    /// <summary>Tells the others that one writes, or has stopped.</summary>
    [HubMethodName("Typing")]
    public Task<HubReply<HubDone>> TypingAsync(HubTyping command) => ReplyAsync(
        Client.Session.TypingAsync(command.ConversationId, command.IsTyping, Context.ConnectionAborted));

    /// <summary>Which members of a room are there; <c>presence</c> is called with them, and when one comes or goes while one has joined the room.</summary>
    [HubMethodName("Presence")]
    public Task<HubReply<HubDone>> PresenceAsync(HubRoom room) => ReplyAsync(
        presence.TellAsync(Client.Session, room.ConversationId, requestId: null, Context.ConnectionAborted));

    /// <summary>Marks a notification as read.</summary>
    [HubMethodName("ReadNotification")]
    public Task<HubReply<UnreadCountResponse>> ReadNotificationAsync(HubNotification notification) => ReplyAsync(
        Client.Session.ReadNotificationAsync(notification.NotificationId, Context.ConnectionAborted), static unread => unread);

    /// <summary>Marks all notifications as read that there are.</summary>
    [HubMethodName("ReadAllNotifications")]
    public Task<HubReply<UnreadCountResponse>> ReadAllNotificationsAsync() => ReplyAsync(
        Client.Session.ReadAllNotificationsAsync(Context.ConnectionAborted), static unread => unread);

    /// <summary>Shows a new access token of the same account, with which the connection goes on.</summary>
    [HubMethodName("RefreshToken")]
    public Task<HubReply<HubExpiry>> RefreshTokenAsync(string token) => ReplyAsync(
        Client.Session.RefreshTokenAsync(token, Context.ConnectionAborted), static identity => new HubExpiry(identity.ExpiresAt));

    private async Task<HubReply<HubDone>> ReplyAsync(Task<Result> running)
    {
        var error = await ErrorOfAsync(running) ?? (await running).Error;
        return new HubReply<HubDone>(error is null, error is null ? HubDone.Instance : null, error is null ? null : HubError.Of(error, Client.Language));
    }

    private async Task<HubReply<TOut>> ReplyAsync<TIn, TOut>(Task<Result<TIn>> running, Func<TIn, TOut> shape)
        where TIn : class
        where TOut : class
    {
        if (await ErrorOfAsync(running) is { } failed)
            return new HubReply<TOut>(Ok: false, Value: null, HubError.Of(failed, Client.Language));
        var result = await running;
        return result.IsSuccess
            ? new HubReply<TOut>(Ok: true, shape(result.Value), Error: null)
            : new HubReply<TOut>(Ok: false, Value: null, HubError.Of(result.Error, Client.Language));
    }

    /// <summary>What a command that has thrown is answered with; null when it has not.</summary>
    private async Task<Error?> ErrorOfAsync(Task running)
    {
        try
        {
            await running;
            return null;
        }
        catch (Exception exception) when (!Context.ConnectionAborted.IsCancellationRequested)
        {
            LogFailed(exception);
            return RealtimeErrors.OutcomeUnknown;
        }
    }

    [LoggerMessage(6664, LogLevel.Warning, "A command of a client of the hub failed; it was told that the outcome is unknown.")]
    private partial void LogFailed(Exception exception);
}
