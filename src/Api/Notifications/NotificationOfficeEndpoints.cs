using Microsoft.AspNetCore.Mvc;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Payments;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>What programs say to people, and what staff do about what could not be delivered.</summary>
public static class NotificationOfficeEndpoints
{
    private const string Told = "The same Idempotency-Key with the same message again changes nothing; without one it is another notification.";

    /// <summary>Adds the routes of programs below /notifications, and /notification-deliveries.</summary>
    public static void MapNotificationOffice(this IEndpointRouteBuilder routes)
    {
        var programs = routes.MapGroup("/notifications").RequireAuthorization(Policies.ServiceOnly).ForPrograms(ProgramScopes.Notifications).WithTags("Notifications");
        MapSend(programs, "", "send_notification", "Tell a person something", "In the inbox, and on the channels that the person has chosen for notices.", null);
        MapSend(programs, "/email", "send_email_notification", "Tell a person something by mail", "To the proven address.", NotificationChannel.Email);
        MapSend(programs, "/sms", "send_sms_notification", "Tell a person something by SMS", "To the proven number.", NotificationChannel.Sms);
        MapSend(programs, "/push", "send_push_notification", "Tell a person something by push message", "To all devices.", NotificationChannel.Push);

        var office = routes.MapGroup("").RequireAuthorization(Policies.StaffOnly).ForPrograms(ProgramScopes.Notifications).WithTags("Notifications");
        office.MapPost("/notifications/{id}/send", SendMailAsync).WithName("mail_notification").WithSummary("Send a notification by mail")
            .WithDescription("Whatever the person has chosen; one that was sent is not sent again. When the mail server is away it is tried again by itself, and the status is pending.")
            .Produces<SentResponse>().Refuses(404, 422).ResponseExample(NotificationExamples.Sent);
        office.MapPost("/notifications/{id}/resend", ResendMailAsync).WithName("resend_notification").WithSummary("Send a mail again that failed")
            .WithDescription("One that was refused, or is dead.")
            .Produces<SentResponse>().Refuses(404, 409).ResponseExample(NotificationExamples.Sent);
        office.MapGet("/notification-deliveries", ListAsync).WithName("list_deliveries").WithSummary("List deliveries by status")
            .WithDescription("Newest first: dead (the default), failed, pending or canceled.")
            .Produces<NotificationDeliveriesResponse>().ResponseExample(new NotificationDeliveriesResponse([NotificationExamples.Delivery], null));
        office.MapPost("/notification-deliveries/{id}/replay", ReplayAsync).WithName("replay_delivery").WithSummary("Have a delivery tried again")
            .WithDescription("One that was refused, or is dead. Its earlier attempts stay on record.")
            .Produces<NotificationDeliveryResponse>().Refuses(404, 409).ResponseExample(NotificationExamples.Delivery);
        office.MapPost("/notification-deliveries/replay", ReplayAllAsync).WithName("replay_deliveries").WithSummary("Have many deliveries tried again")
            .WithDescription("Those that are dead, or were refused, on a channel and of a time, the oldest first; at most 100 at once: asked again it takes the next.")
            .Produces<ReplayedDeliveriesResponse>().RequestExample(NotificationExamples.Replay).ResponseExample(new ReplayedDeliveriesResponse(100, true));
    }

    private static void MapSend(
        RouteGroupBuilder group, string path, string name, string summary, string where, NotificationChannel? channel) =>
        group.MapPost(path, (JsonBody<SendNotificationRequest> body, IdempotencyKey key, IGrainFactory grains, PaymentOperations operations, TimeProvider clock, CancellationToken cancellationToken) =>
                SendAsync(channel, body.Value, key, grains, operations, clock, cancellationToken))
            .WithName(name).WithSummary(summary).WithDescription($"{where} {Told}")
            .Produces<NotificationResponse>(201).Refuses(404, 409, 422)
            .RequestExample(NotificationExamples.Send).ResponseExample(NotificationExamples.Notification);

    private static Task<IResult> SendAsync(
        NotificationChannel? channel, SendNotificationRequest request, IdempotencyKey key, IGrainFactory grains, PaymentOperations operations, TimeProvider clock,
        CancellationToken cancellationToken) => operations.RunMaybeNamedAsync("notification", key, new { channel, request }, async operation =>
    {
        if (!Guid.TryParseExact(request.UserId, "D", out var account))
            return Nusaloka.Accounts.AccountErrors.NotFound.ToHttp();

        var sent = await grains.GetGrain<INotificationInboxGrain>(account.ToString()).SendAsync(
            new SendNotice(
                (operation?.Id ?? Guid.CreateVersion7(clock.GetUtcNow())).ToString(), request.Subject, request.Message, channel, operation?.Fingerprint ?? ""),
            cancellationToken);
        return sent.ToHttp(static one => (IResult)TypedResults.Created((string?)null, NotificationResponse.Of(one)));
    });

    private static Task<IResult> SendMailAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        MailAsync(id, grains, (inbox, one) => inbox.SendByEmailAsync(one, cancellationToken), cancellationToken);

    private static Task<IResult> ResendMailAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        MailAsync(id, grains, (inbox, one) => inbox.ResendByEmailAsync(one, cancellationToken), cancellationToken);

    private static async Task<IResult> MailAsync(
        string id, IGrainFactory grains, Func<INotificationInboxGrain, Guid, Task<Result<NotificationDelivery>>> send, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var one)
            || await grains.GetGrain<INotificationOfficeGrain>("0").FindAccountAsync(one, cancellationToken) is not { } account)
            return NotificationErrors.NotFound.ToHttp();

        return (await send(grains.GetGrain<INotificationInboxGrain>(account), one)).ToHttp(SentResponse.Of);
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken, [FromQuery] string status = "dead")
    {
        if (!Enum.TryParse<NotificationDeliveryStatus>(status, ignoreCase: true, out var wanted) || int.TryParse(status, out _)
            || wanted == NotificationDeliveryStatus.Sent)
            throw RequestRejectedException.Invalid("status", "out_of_range", "status must be dead, failed, pending or canceled.");

        var found = await grains.GetGrain<INotificationOfficeGrain>("0").ListDeliveriesAsync(wanted, page.Page, cancellationToken);
        return found.ToHttp(list =>
        {
            PageParameters.AddNextLink(context, list.NextCursor);
            return (IResult)TypedResults.Ok(NotificationDeliveriesResponse.Of(list));
        });
    }

    private static async Task<IResult> ReplayAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var delivery)
            ? (await grains.GetGrain<INotificationOfficeGrain>("0").ReplayAsync(delivery.ToString(), cancellationToken)).ToHttp(NotificationDeliveryResponse.Of)
            : NotificationErrors.DeliveryNotFound.ToHttp();

    private static async Task<IResult> ReplayAllAsync(JsonBody<ReplayDeliveriesRequest> body, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (request.Status is not (NotificationDeliveryStatus.Dead or NotificationDeliveryStatus.Failed))
            return new ProblemResult(Problem.Invalid("/status", "out_of_range", "status must be dead or failed."));
        if (request.Limit is < 1 or > NotificationLimits.MaxReplayed)
            return new ProblemResult(Problem.Invalid("/limit", "out_of_range", $"limit must be 1 to {NotificationLimits.MaxReplayed}."));
        var replayed = await grains.GetGrain<INotificationOfficeGrain>("0").ReplayAllAsync(
            new ReplayDeliveries(request.Status, request.Channel, request.From, request.To, request.Limit), cancellationToken);
        return replayed.ToHttp(static one => (IResult)TypedResults.Ok(new ReplayedDeliveriesResponse(one.Count, one.HasMore)));
    }
}
