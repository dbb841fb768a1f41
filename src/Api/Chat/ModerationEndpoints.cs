using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>Reports of messages and support rooms, for staff.</summary>
public static class ModerationEndpoints
{
    /// <summary>Adds /chat/reports, /chat/messages and /chat/support.</summary>
    public static void MapChatModeration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chat").RequireAuthorization(Policies.OfficerOnly).WithTags("Chat");
        group.MapGet("/reports", ListAsync).WithName("list_message_reports").WithSummary("List reported messages")
            .WithDescription("For officers, oldest first: open ones, or with ?status= upheld or dismissed. Reading is recorded.")
            .Produces<ReportedMessagesResponse>().ResponseExample(new ReportedMessagesResponse([ChatExamples.Report], null));
        group.MapGet("/reports/{id}", GetAsync).WithName("get_message_report").WithSummary("Read a report with what was said around the message")
            .WithDescription("For officers: up to three messages before and after it, for as long as the report is open. Reading is recorded for each of those who wrote them.")
            .Produces<ReportWithContextResponse>().Refuses(404).ResponseExample(new ReportWithContextResponse(ChatExamples.Report, [ChatExamples.Message]));
        group.MapPost("/reports/{id}/decision", DecideAsync).WithName("decide_message_report").WithSummary("Decide about a report")
            .WithDescription("Hiding takes the message from everybody and settles all open reports of it. Deciding the same again changes nothing.")
            .Produces<ReportedMessageResponse>().Refuses(404, 409)
            .RequestExample(new DecideReportRequest { Hide = true, Reason = "Penipuan" })
            .ResponseExample(ChatExamples.Report with { Status = ReportStatus.Upheld, DecidedBy = ChatExamples.Siti, DecidedAt = ChatExamples.At, Decision = "Penipuan" });
        group.MapPost("/messages/{id}/hide", HideAsync).WithName("hide_message").WithSummary("Hide a message")
            .WithDescription("Takes it from everybody and settles the reports of it. Only a message that a member has reported; in support rooms also without, and then it is recorded as a report that is upheld.")
            .Produces(204).Refuses(403, 404).RequestExample(new HideMessageRequest { Reason = "Iklan" });
        group.MapGet("/support", SupportAsync).WithName("list_support_rooms").WithSummary("List support rooms")
            .WithDescription("For officers, last active first, named after whom they help. Reading is recorded.")
            .Produces<ConversationListResponse>().ResponseExample(new ConversationListResponse(
                [ChatExamples.Conversation with { Kind = RoomKind.Support, Unread = 0 }], null));
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery, Description("open, upheld or dismissed.")] string status = "open")
    {
        if (!Enum.TryParse<ReportStatus>(status, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted) || char.IsAsciiDigit(status[0]))
            return new ProblemResult(Problem.Invalid("status", "not_allowed", "status must be open, upheld or dismissed."));
        var found = await Moderation(grains).ListReportsAsync(wanted, page.Page, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();
        await SensitiveReads.RecordAsync(context, [.. found.Value.Items.Select(static report => report.SenderId).OfType<string>().Distinct()], "messages");
        PageParameters.AddNextLink(context, found.Value.NextCursor);
        return TypedResults.Ok(new ReportedMessagesResponse([.. found.Value.Items.Select(ReportedMessageResponse.Of)], found.Value.NextCursor));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Moderation(grains).GetReportAsync(id, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();

        var (report, around) = found.Value;
        await SensitiveReads.RecordAsync(context, [.. around.Select(static one => one.SenderId).Append(report.SenderId).OfType<string>().Distinct()], "messages");
        return TypedResults.Ok(new ReportWithContextResponse(ReportedMessageResponse.Of(report), [.. around.Select(ChatMessageResponse.Of)]));
    }

    private static async Task<IResult> DecideAsync(
        string id, JsonBody<DecideReportRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Moderation(grains).DecideAsync(id, caller.Id(), body.Value.Hide, body.Value.Reason, cancellationToken)).ToHttp(ReportedMessageResponse.Of);

    private static async Task<IResult> HideAsync(
        string id, JsonBody<HideMessageRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(id, out var message))
            return ChatErrors.MessageNotFound.ToHttp();
        var hidden = await grains.Room(message.RoomId).HideAsync(new HideMessage(caller.Id(), message.Seq, body.Value.Reason), cancellationToken);
        return hidden.ToHttp(static _ => (IResult)TypedResults.NoContent());
    }

    private static async Task<IResult> SupportAsync(PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Moderation(grains).ListSupportRoomsAsync(page.Page, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();
        await SensitiveReads.RecordAsync(context, [.. found.Value.Items.Select(static room => room.CounterpartId).OfType<string>().Distinct()], "support");
        PageParameters.AddNextLink(context, found.Value.NextCursor);
        return TypedResults.Ok(new ConversationListResponse([.. found.Value.Items.Select(ConversationResponse.Of)], found.Value.NextCursor));
    }

    private static IChatModerationGrain Moderation(IGrainFactory grains) => grains.GetGrain<IChatModerationGrain>("0");
}
