using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>How one wants to be told, and by which devices.</summary>
public static class NotificationPreferencesEndpoints
{
    /// <summary>Adds /account/notification-preferences, /account/push-subscriptions and /account/notification-webhook.</summary>
    public static void MapNotificationPreferences(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account").RequireAuthorization(Policies.Person).WithTags("Notifications");
        group.MapGet("/notification-preferences", GetAsync).WithName("get_notification_preferences").WithSummary("Read how one wants to be told")
            .WithDescription("The ETag names the version, for If-Match on the update.")
            .Produces<NotificationPreferencesResponse>().ResponseExample(NotificationExamples.Preferences);
        group.MapPut("/notification-preferences", ChangeAsync).WithName("change_notification_preferences").WithSummary("Change how one wants to be told")
            .WithDescription("Categories that are not named stay as they are; quiet hours and digest become what is said, or not said. What is locked cannot be switched off.")
            .Produces<NotificationPreferencesResponse>().Refuses(412, 422)
            .RequestExample(NotificationExamples.Change).ResponseExample(NotificationExamples.Preferences);
        group.MapGet("/push-subscriptions", ListPushAsync).WithName("list_push_subscriptions").WithSummary("List one's devices with push messages")
            .WithDescription("Oldest first, at most ten.")
            .Produces<PushSubscriptionsResponse>().ResponseExample(new PushSubscriptionsResponse([NotificationExamples.Device]));
        group.MapPost("/push-subscriptions", AddPushAsync).AddEndpointFilter<RecentSignInFilter>().WithName("add_push_subscription").WithSummary("Get push messages on a device")
            .WithDescription("The same device again replaces what was there. Its keys are stored encrypted and never answered. It is forgotten when the session ends in which it was named. Needs a sign-in of the last 15 minutes.")
            .Produces<PushSubscriptionResponse>(201).Refuses(403, 409)
            .RequestExample(NotificationExamples.AddDevice).ResponseExample(NotificationExamples.Device);
        group.MapDelete("/push-subscriptions/{id}", RemovePushAsync).WithName("remove_push_subscription").WithSummary("End push messages on a device")
            .WithDescription("What is on its way may still arrive.").Produces(204).Refuses(404);
        group.MapGet("/notification-webhook", GetWebhookAsync).WithName("get_notification_webhook").WithSummary("Read one's webhook")
            .WithDescription("Without its secret.").Produces<NotificationWebhookResponse>().Refuses(404).ResponseExample(NotificationExamples.Webhook);
        group.MapPut("/notification-webhook", SetWebhookAsync).AddEndpointFilter<RecentSignInFilter>().WithName("set_notification_webhook")
            .WithSummary("Have notifications sent to an address")
            .WithDescription("The secret is answered this once: Nusaloka-Signature is t=SECONDS,v1=HEX, the HMAC-SHA256 of SECONDS.BODY under it. Needs a sign-in of the last 15 minutes; categories choose the channel webhook.")
            .Produces<NotificationWebhookResponse>().Refuses(403)
            .RequestExample(new SetNotificationWebhookRequest { Url = NotificationExamples.Webhook.Url })
            .ResponseExample(NotificationExamples.Webhook with { Secret = "3b0c…" });
        group.MapDelete("/notification-webhook", RemoveWebhookAsync).WithName("remove_notification_webhook").WithSummary("Forget one's webhook")
            .WithDescription("What is on its way is not sent any more.").Produces(204).Refuses(404);
    }

    private static async Task<IResult> GetAsync(ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        Versioned(context, await Grain(caller, grains).GetAsync(cancellationToken));

    private static async Task<IResult> ChangeAsync(
        JsonBody<ChangeNotificationPreferencesRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (request.Categories.DistinctBy(static row => row.Category).Count() != request.Categories.Count)
            return new ProblemResult(Problem.Invalid("/categories", "duplicate", "A category is named twice."));
        var quiet = request.QuietHours?.Read();
        if (request.QuietHours is not null && quiet is null)
            return new ProblemResult(Problem.Invalid("/quiet_hours", "wrong_format", "Quiet hours must be two times such as 22:00 and 06:00."));

        var changed = await Grain(caller, grains).ChangeAsync(
            new ChangeNotificationPreferences(
                [.. request.Categories.Select(static row => new CategoryChannels(row.Category, [.. row.Channels]))],
                quiet, request.Digest, ifMatch.ExpectedVersion),
            cancellationToken);
        return changed.ToHttp(preferences => Versioned(context, preferences));
    }

    private static async Task<IResult> ListPushAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PushSubscriptionsResponse(
            [.. (await Grain(caller, grains).ListPushAsync(cancellationToken)).Select(PushSubscriptionResponse.Of)]));

    private static async Task<IResult> AddPushAsync(
        JsonBody<AddPushSubscriptionRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var added = await Grain(caller, grains).AddPushAsync(
            new AddPushSubscription(request.Kind, request.Endpoint, request.P256dh, request.Auth, request.Label) { SessionId = caller.SessionId() }, cancellationToken);
        return added.ToHttp(static one => (IResult)TypedResults.Created((string?)null, PushSubscriptionResponse.Of(one)));
    }

    private static async Task<IResult> RemovePushAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        NoContent(await Grain(caller, grains).RemovePushAsync(id, cancellationToken));

    private static async Task<IResult> GetWebhookAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Grain(caller, grains).GetWebhookAsync(cancellationToken)).ToHttp(NotificationWebhookResponse.Of);

    private static async Task<IResult> SetWebhookAsync(
        JsonBody<SetNotificationWebhookRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Grain(caller, grains).SetWebhookAsync(body.Value.Url, cancellationToken)).ToHttp(NotificationWebhookResponse.Of);

    private static async Task<IResult> RemoveWebhookAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        NoContent(await Grain(caller, grains).RemoveWebhookAsync(cancellationToken));

    private static IResult NoContent(Result result) => result.IsSuccess ? TypedResults.NoContent() : result.Error.ToHttp();

    private static IResult Versioned(HttpContext context, NotificationPreferences preferences) =>
        IfMatch.Versioned(context, preferences.Version, NotificationPreferencesResponse.Of(preferences));

    private static INotificationPreferencesGrain Grain(ClaimsPrincipal caller, IGrainFactory grains) =>
        grains.GetGrain<INotificationPreferencesGrain>(caller.Id());
}
