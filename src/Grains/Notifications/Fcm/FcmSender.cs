using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Notifications.Fcm;

/// <summary>Sends push messages to apps by Firebase Cloud Messaging: <c>POST /v1/projects/{project}/messages:send</c>.</summary>
internal sealed class FcmSender(IHttpClientFactory clients, FcmTokens tokens, IOptions<FcmOptions> options, TimeProvider time)
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string ClientName = "fcm";

    /// <summary>Sends a message once.</summary>
    /// <exception cref="PushGoneException">The app was removed from the device, or has another token.</exception>
    /// <exception cref="DeliveryRefusedException">It will never be taken, or no project is configured.</exception>
    /// <exception cref="DeliveryPostponedException">Firebase has asked for a pause.</exception>
    public async Task SendAsync(PushTarget app, OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        if (options.Value.ProjectId.Length == 0)
            throw new DeliveryRefusedException("Push messages to apps are not configured (NUSALOKA_FCM__PROJECT_ID).");

        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"{options.Value.BaseUrl.TrimEnd('/')}/v1/projects/{Uri.EscapeDataString(options.Value.ProjectId)}/messages:send"))
        {
            Content = JsonContent.Create(Message(app, outgoing)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        Judge(response);
    }

    private static object Message(PushTarget app, OutgoingNotification outgoing)
    {
        var newest = outgoing.Newest;
        var data = new Dictionary<string, string> { ["id"] = newest.Id, ["kind"] = newest.Kind, ["delivery"] = outgoing.Id.ToString() };
        if (newest.Link is { } link)
            data["link"] = link;
        return new
        {
            message = new
            {
                token = app.Endpoint,
                notification = new { title = newest.Title, body = newest.Body },
                data,
                android = new { priority = NotificationChoices.IsUrgent(newest.Category) ? "HIGH" : "NORMAL", collapse_key = newest.Id },
            },
        };
    }

    // 404 is UNREGISTERED; 400 INVALID_ARGUMENT is about the token or the message.
    private void Judge(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        if (status == HttpStatusCode.NotFound)
            throw new PushGoneException("FCM answered 404.");
        if (status == HttpStatusCode.BadRequest)
            throw new DeliveryRefusedException("FCM answered 400.");
        if (status == HttpStatusCode.Unauthorized)
            tokens.Forget();
        if (!response.IsSuccessStatusCode)
            throw RetryAfter.Failure("FCM", response, time.GetUtcNow());
    }
}
