using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>The messages of a room.</summary>
public static class RoomMessageEndpoints
{
    /// <summary>Adds /rooms/{id}/messages.</summary>
    public static void MapRoomMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/rooms/{id}/messages").RequireAuthorization(Policies.Person).WithTags("Chat");
        group.MapPost("", SendAsync).WithName("send_message").WithSummary("Send a message to a room")
            .WithDescription("The answer says that it is durable. Sending it again under the same client_msg_id, or Idempotency-Key, answers the first one.")
            .Produces<ChatMessageResponse>(201).Refuses(404, 503)
            .RequestExample(new SendMessageRequest { Content = "Besok jam delapan di stasiun Tugu?", ClientMsgId = "c0a8-17", ReplyTo = 9 })
            .ResponseExample(ChatExamples.Message);
        group.MapGet("", HistoryAsync).WithName("list_room_messages").WithSummary("Read a room's messages")
            .WithDescription("Oldest first: those nearest to a number, before or after it; without one the newest.")
            .Produces<RoomMessagesResponse>().Refuses(404)
            .ResponseExample(new RoomMessagesResponse([ChatExamples.Message], true, ChatExamples.Epoch, 12));
        group.MapPut("/{seq}", EditAsync).WithName("edit_message").WithSummary("Edit a message of one's own")
            .WithDescription("Within 48 hours. The message is named by its seq or its id.")
            .Produces<ChatMessageResponse>().Refuses(404, 409)
            .RequestExample(new EditMessageRequest { Content = "Besok jam sembilan di stasiun Tugu?" })
            .ResponseExample(ChatExamples.Message with { Content = "Besok jam sembilan di stasiun Tugu?", EditedAt = ChatExamples.At });
        group.MapDelete("/{seq}", DeleteAsync).WithName("delete_room_message").WithSummary("Delete a message")
            .WithDescription("One's own; moderators and owners those of others, too. What it said is gone.")
            .Produces<ChatMessageResponse>().Refuses(404)
            .ResponseExample(ChatExamples.Message with { Type = null, Content = null, Removal = MessageRemoval.Deleted, Reactions = [] });
        group.MapPut("/{seq}/reactions/{emoji}", ReactAsync).WithName("add_reaction").WithSummary("React to a message")
            .WithDescription("One emoji; again changes nothing. A message has at most 20 different ones.")
            .Produces<ChatMessageResponse>().Refuses(404, 409).ResponseExample(ChatExamples.Message);
        group.MapDelete("/{seq}/reactions/{emoji}", TakeBackAsync).WithName("remove_reaction").WithSummary("Take a reaction back")
            .WithDescription("One that is not there changes nothing.")
            .Produces<ChatMessageResponse>().Refuses(404, 409).ResponseExample(ChatExamples.Message with { Reactions = [] });
        group.MapPost("/{seq}/reports", ReportAsync).WithName("report_message").WithSummary("Report a message")
            .WithDescription("Tells staff of it; a second time changes nothing.")
            .Produces<ReportTakenResponse>(202).Refuses(404, 409)
            .RequestExample(new ReportMessageRequest { Reason = ReportReason.Fraud, Note = "Minta PIN saya" })
            .ResponseExample(new ReportTakenResponse(ChatExamples.Report.Id, ReportStatus.Open, ChatExamples.At));
    }

    private static async Task<IResult> SendAsync(
        string id, JsonBody<SendMessageRequest> body, IdempotencyKey key, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        (await grains.Room(id).SendAsync(body.Value.ToCommand(caller.Id(), ChatRooms.NameOf(key)), cancellationToken)).Sent(context);

    private static async Task<IResult> HistoryAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery, Description("Messages before this seq.")] long? before = null, [FromQuery, Description("Messages after this seq.")] long? after = null,
        [FromQuery(Name = "limit"), Description("The most messages to answer, 1 to 100; 20 when it is not given.")] string? wanted = null)
    {
        if (before is not null && after is not null)
            return new ProblemResult(Problem.Invalid("after", "not_allowed", "Messages can be read before a number or after one, not both."));
        var limit = wanted is null ? PageRequest.DefaultLimit : PageParameters.ReadLimit(context.Request);
        return (await grains.Room(id).GetHistoryAsync(new HistoryQuery(caller.InRooms(), before, after, limit), cancellationToken)).ToHttp(static found =>
            new RoomMessagesResponse([.. found.Messages.Select(ChatMessageResponse.Of)], found.HasMore, found.Epoch, found.LastSeq));
    }

    private static async Task<IResult> EditAsync(
        string id, [FromRoute(Name = "seq")] string messageId, JsonBody<EditMessageRequest> body, ClaimsPrincipal caller, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        (await grains.Room(id).EditAsync(new EditMessage(caller.Id(), ChatRooms.SeqOf(id, messageId), body.Value.Content), cancellationToken)).ToHttp(ChatMessageResponse.Of);

    private static async Task<IResult> DeleteAsync(
        string id, [FromRoute(Name = "seq")] string messageId, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).DeleteAsync(caller.Id(), ChatRooms.SeqOf(id, messageId), cancellationToken)).ToHttp(ChatMessageResponse.Of);

    private static Task<IResult> ReactAsync(
        string id, [FromRoute(Name = "seq")] string messageId, string emoji, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ChangeReactionAsync(id, messageId, emoji, isAdded: true, caller, grains, cancellationToken);

    private static Task<IResult> TakeBackAsync(
        string id, [FromRoute(Name = "seq")] string messageId, string emoji, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ChangeReactionAsync(id, messageId, emoji, isAdded: false, caller, grains, cancellationToken);

    private static async Task<IResult> ChangeReactionAsync(
        string id, string messageId, string emoji, bool isAdded, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).ReactAsync(new ReactToMessage(caller.Id(), ChatRooms.SeqOf(id, messageId), emoji, isAdded), cancellationToken)).ToHttp(ChatMessageResponse.Of);

    private static async Task<IResult> ReportAsync(
        string id, [FromRoute(Name = "seq")] string messageId, JsonBody<ReportMessageRequest> body, ClaimsPrincipal caller, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        (await grains.Room(id).ReportAsync(new ReportMessage(caller.Id(), ChatRooms.SeqOf(id, messageId), body.Value.Reason, body.Value.Note), cancellationToken))
        .ToHttp(static report => (IResult)TypedResults.Accepted((string?)null, new ReportTakenResponse(report.Id, report.Status, report.CreatedAt)));
}
