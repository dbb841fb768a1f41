using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>Rooms as the Stays contract has them: conversations and messages.</summary>
public static class ConversationEndpoints
{
    /// <summary>Adds /conversations and /messages.</summary>
    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var conversations = routes.MapGroup("/conversations").RequireAuthorization(Policies.Person).WithTags("Chat");
        conversations.MapGet("", ListAsync).WithName("list_conversations").WithSummary("List one's conversations")
            .WithDescription("The same as /rooms: last active first, each with its last message and how many are unread.")
            .Produces<ConversationListResponse>().ResponseExample(new ConversationListResponse([ChatExamples.Conversation], null));

        var messages = routes.MapGroup("/messages").RequireAuthorization(Policies.Person).WithTags("Chat");
        messages.MapGet("", MessagesAsync).WithName("list_messages").WithSummary("List the messages of a conversation")
            .WithDescription("Newest first.")
            .Produces<MessageListResponse>().Refuses(404).ResponseExample(new MessageListResponse([ChatExamples.Message], null));
        messages.MapPost("", SendAsync).WithName("post_message").WithSummary("Send a message")
            .WithDescription("To a conversation, or to a person: then the direct room with them is opened. Sending it again under the same client_msg_id, or Idempotency-Key, answers the first one.")
            .Produces<ChatMessageResponse>(201).Refuses(404, 503)
            .RequestExample(new PostMessageRequest { ConversationId = ChatExamples.RoomId, Content = "Besok jam delapan di stasiun Tugu?", ClientMsgId = "c0a8-17" })
            .ResponseExample(ChatExamples.Message);
        messages.MapGet("/{id}", GetAsync).WithName("get_message").WithSummary("Read a message")
            .WithDescription("For members of its conversation.")
            .Produces<ChatMessageResponse>().Refuses(404).ResponseExample(ChatExamples.Message);
        messages.MapPut("/{id}", EditAsync).WithName("edit_message_by_id").WithSummary("Edit a message by its id")
            .WithDescription("One's own, within 48 hours.")
            .Produces<ChatMessageResponse>().Refuses(404, 409)
            .RequestExample(new EditMessageRequest { Content = "Besok jam sembilan di stasiun Tugu?" })
            .ResponseExample(ChatExamples.Message with { Content = "Besok jam sembilan di stasiun Tugu?", EditedAt = ChatExamples.At });
        messages.MapDelete("/{id}", DeleteAsync).WithName("delete_message").WithSummary("Delete a message by its id")
            .WithDescription("One's own; moderators and owners those of others, too. What it said is gone.")
            .Produces(204).Refuses(404);
    }

    internal static async Task<IResult> ListAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IConversationsGrain>(caller.Id()).ListAsync(page.Page, cancellationToken)).ToHttp(found =>
        {
            PageParameters.AddNextLink(context, found.NextCursor);
            return (IResult)TypedResults.Ok(new ConversationListResponse([.. found.Items.Select(ConversationResponse.Of)], found.NextCursor));
        });

    private static async Task<IResult> MessagesAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery(Name = "conversation_id"), Description("The conversation.")] string conversationId = "")
    {
        if (!RoomEndpoints.TryReadSeq(page.Page.Cursor, out var before))
            return PageErrors.CursorInvalid.ToHttp();
        var query = new HistoryQuery(caller.InRooms(), before, null, page.Page.Limit);
        return (await grains.Room(conversationId).GetHistoryAsync(query, cancellationToken)).ToHttp(found =>
        {
            var next = found.HasMore ? found.Messages[0].Seq.ToString(CultureInfo.InvariantCulture) : null;
            PageParameters.AddNextLink(context, next);
            return (IResult)TypedResults.Ok(new MessageListResponse([.. found.Messages.Reverse().Select(ChatMessageResponse.Of)], next));
        });
    }

    private static async Task<IResult> SendAsync(
        JsonBody<PostMessageRequest> body, IdempotencyKey key, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = body.Value.ToCommand(caller.Id(), ChatRooms.NameOf(key));
        switch (body.Value)
        {
            case { ConversationId: { } conversation, RecipientId: null }:
                return (await grains.Room(conversation).SendAsync(command, cancellationToken)).Sent(context);
            case { ConversationId: null, RecipientId: { } recipient }:
                return await SendToPersonAsync(ChatRooms.Account(recipient), command, caller, context, grains, cancellationToken);
            default:
                return new ProblemResult(Problem.Invalid("/conversation_id", "required", "A message goes to a conversation_id or to a recipient_id."));
        }
    }

    /// <summary>To the direct room with somebody, which is opened when it is not there: so many strangers can be written to as rooms can be opened.</summary>
    private static async Task<IResult> SendToPersonAsync(
        string other, SendMessage command, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var room = grains.Room(RoomIds.Direct(caller.Id(), other));
        var sent = await room.SendAsync(command, cancellationToken);
        if (sent.Error?.Code != ChatErrors.RoomNotFound.Code)
            return sent.Sent(context);
        if (await RateLimitRoutes.TakeAsync(context, Limits.ChatOpen, caller.Id()) is { } tooOften)
            return tooOften;
        var opened = await room.OpenAsync(new OpenRoom(RoomKind.Direct, caller.Id(), [other]), cancellationToken);
        return opened.IsSuccess ? (await room.SendAsync(command, cancellationToken)).Sent(context) : opened.Error.ToHttp();
    }

    private static async Task<IResult> GetAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        MessageId.TryParse(id, out var message)
            ? (await grains.Room(message.RoomId).GetMessageAsync(caller.InRooms(), message.Seq, cancellationToken)).ToHttp(ChatMessageResponse.Of)
            : ChatErrors.MessageNotFound.ToHttp();

    private static async Task<IResult> EditAsync(
        string id, JsonBody<EditMessageRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        MessageId.TryParse(id, out var message)
            ? (await grains.Room(message.RoomId).EditAsync(new EditMessage(caller.Id(), message.Seq, body.Value.Content), cancellationToken)).ToHttp(ChatMessageResponse.Of)
            : ChatErrors.MessageNotFound.ToHttp();

    private static async Task<IResult> DeleteAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(id, out var message))
            return ChatErrors.MessageNotFound.ToHttp();
        return (await grains.Room(message.RoomId).DeleteAsync(caller.Id(), message.Seq, cancellationToken)).ToHttp(static _ => (IResult)TypedResults.NoContent());
    }
}
