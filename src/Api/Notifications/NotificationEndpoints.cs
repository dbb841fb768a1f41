using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>What one was told.</summary>
public static class NotificationEndpoints
{
    /// <summary>Adds the routes of one's own inbox below /notifications.</summary>
    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/notifications").RequireAuthorization(Policies.Person).WithTags("Notifications");
        group.MapGet("", ListAsync).WithName("list_notifications").WithSummary("List one's notifications")
            .WithDescription("Newest first, in the language of the profile; with unread=true only those that are not read.")
            .Produces<NotificationsResponse>().ResponseExample(new NotificationsResponse([NotificationExamples.Notification], null));
        group.MapGet("/unread-count", CountAsync).WithName("count_unread_notifications").WithSummary("Count one's unread notifications")
            .WithDescription("Up to 1,000.").Produces<UnreadCountResponse>().ResponseExample(new UnreadCountResponse(3));
        group.MapPost("/read-all", MarkAllAsync).WithName("read_all_notifications").WithSummary("Mark all one's notifications as read")
            .WithDescription("All that are there when it is called.").Produces<MarkedResponse>().ResponseExample(new MarkedResponse(3));
        group.MapGet("/{id}", GetAsync).WithName("get_notification").WithSummary("Read a notification")
            .WithDescription("One's own; others get the same 404 as for an id that is not there. Reading does not mark it.")
            .Produces<NotificationResponse>().Refuses(404).ResponseExample(NotificationExamples.Notification);
        group.MapPut("/{id}", MarkAsync).WithName("mark_notification").WithSummary("Mark a notification as read or unread")
            .WithDescription("One's own.")
            .Produces<NotificationResponse>().Refuses(404)
            .RequestExample(new MarkNotificationRequest { Read = true }).ResponseExample(NotificationExamples.Notification);
        group.MapPut("/{id}/read", ReadAsync).WithName("read_notification").WithSummary("Mark a notification as read")
            .WithDescription("One's own.").Produces<NotificationResponse>().Refuses(404).ResponseExample(NotificationExamples.Notification);
        group.MapDelete("/{id}", DeleteAsync).WithName("delete_notification").WithSummary("Delete a notification")
            .WithDescription("One's own. What is still to be sent of it by mail or push is not sent.").Produces(204).Refuses(404);
        group.MapGet("/{id}/deliveries", DeliveriesAsync).WithName("list_notification_deliveries").WithSummary("Read how a notification was delivered")
            .WithDescription("On each channel beside the inbox, with the attempts.")
            .Produces<NotificationDeliveriesResponse>().Refuses(404)
            .ResponseExample(new NotificationDeliveriesResponse([NotificationExamples.Delivery], null));
        group.MapGet("/push-key", PushKeyAsync).WithName("get_push_key").WithSummary("Read the key for push messages")
            .WithDescription("applicationServerKey of PushManager.subscribe().").Produces<PushKeyResponse>()
            .ResponseExample(new PushKeyResponse(NotificationExamples.AddDevice.P256dh ?? ""));
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery] bool unread = false)
    {
        var found = await Inbox(caller, grains).ListAsync(unread, page.Page, cancellationToken);
        return found.ToHttp(list =>
        {
            PageParameters.AddNextLink(context, list.NextCursor);
            return (IResult)TypedResults.Ok(new NotificationsResponse([.. list.Items.Select(NotificationResponse.Of)], list.NextCursor));
        });
    }

    private static async Task<IResult> CountAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new UnreadCountResponse(await Inbox(caller, grains).CountUnreadAsync(cancellationToken)));

    private static async Task<IResult> MarkAllAsync(
        ClaimsPrincipal caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(new MarkedResponse(await Inbox(caller, grains).MarkAllReadAsync(clock.GetUtcNow(), cancellationToken)));

    private static Task<IResult> GetAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        WithAsync(id, caller, grains, (inbox, one) => inbox.GetAsync(one, cancellationToken));

    private static Task<IResult> MarkAsync(
        string id, JsonBody<MarkNotificationRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        WithAsync(id, caller, grains, (inbox, one) => inbox.MarkAsync(one, body.Value.Read, cancellationToken));

    private static Task<IResult> ReadAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        WithAsync(id, caller, grains, (inbox, one) => inbox.MarkAsync(one, isRead: true, cancellationToken));

    private static async Task<IResult> DeleteAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var one))
            return NotificationErrors.NotFound.ToHttp();
        var deleted = await Inbox(caller, grains).DeleteAsync(one, cancellationToken);
        return deleted.IsSuccess ? TypedResults.NoContent() : deleted.Error.ToHttp();
    }

    private static async Task<IResult> DeliveriesAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var one)
            ? (await Inbox(caller, grains).ListDeliveriesAsync(one, cancellationToken)).ToHttp(NotificationDeliveriesResponse.Of)
            : NotificationErrors.NotFound.ToHttp();

    private static async Task<IResult> PushKeyAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PushKeyResponse(await grains.GetGrain<INotificationOfficeGrain>("0").GetPushKeyAsync(cancellationToken)));

    private static async Task<IResult> WithAsync(
        string id, ClaimsPrincipal caller, IGrainFactory grains, Func<INotificationInboxGrain, Guid, Task<Result<Notification>>> run) =>
        Guid.TryParseExact(id, "D", out var one)
            ? (await run(Inbox(caller, grains), one)).ToHttp(NotificationResponse.Of)
            : NotificationErrors.NotFound.ToHttp();

    private static INotificationInboxGrain Inbox(ClaimsPrincipal caller, IGrainFactory grains) => grains.GetGrain<INotificationInboxGrain>(caller.Id());
}
