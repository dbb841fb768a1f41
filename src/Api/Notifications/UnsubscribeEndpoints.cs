using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Http;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>
/// The link of a mail that switches mails of its sort off (RFC 8058). Mail programs post to it; a person who opens it sees a page with a
/// button, because those who look at links before people do must not switch anything off.
/// </summary>
public static class UnsubscribeEndpoints
{
    private const int MaxTokenLength = 100;

    private static readonly StaticPage Page = StaticPage.Compose("Notifications/unsubscribe");

    /// <summary>Adds /notifications/unsubscribe.</summary>
    public static void MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/notifications/unsubscribe", UnsubscribeAsync).AllowAnonymous().WithTags("Notifications").WithName("unsubscribe")
            .WithSummary("Switch mails off by the link of one")
            .WithDescription("List-Unsubscribe-Post of RFC 8058: needs no sign-in, and the body is not read. The token is good for one person and for what that mail is about: one category, or those of a digest.")
            .Produces<MessageResponse>().Refuses(400)
            .ResponseExample(new MessageResponse("Anda tidak akan menerima e-mail seperti itu lagi."));
        routes.MapGet("/notifications/unsubscribe", (Delegate)OpenAsync).AllowAnonymous().WithTags("Notifications")
            .WithName("open_unsubscribe_page").WithSummary("Open the page of a mail's link")
            .WithDescription("A page with a button, which posts to the same address. Opening it changes nothing.")
            .Produces(200, contentType: "text/html");
    }

    private static async Task<IResult> OpenAsync(HttpContext context)
    {
        await Page.WriteAsync(context);
        return TypedResults.Empty;
    }

    private static async Task<IResult> UnsubscribeAsync(IGrainFactory grains, CancellationToken cancellationToken, [FromQuery] string token = "")
    {
        if (token.Length is 0 or > MaxTokenLength)
            return NotificationErrors.UnsubscribeTokenInvalid.ToHttp();

        var done = await grains.GetGrain<INotificationOfficeGrain>("0").UnsubscribeAsync(token, cancellationToken);
        return done.IsSuccess ? TypedResults.Ok(new MessageResponse("Anda tidak akan menerima e-mail seperti itu lagi.")) : done.Error.ToHttp();
    }
}
