using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Notifications.WebPush;

/// <summary>Sends push messages to browsers by their push services (RFC 8030).</summary>
internal sealed class WebPushSender(
    IGrainFactory grains, KeyWrap wrap, IHttpClientFactory clients, TargetHosts hosts, IOptions<NotificationOptions> options, TimeProvider time)
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string ClientName = "web-push";

    private const int TtlSeconds = 24 * 60 * 60;
    private const int TopicLength = 32;

    /// <summary>Sends a message once.</summary>
    /// <exception cref="PushGoneException">There is no such subscription any more.</exception>
    /// <exception cref="DeliveryRefusedException">It will never be taken.</exception>
    /// <exception cref="DeliveryPostponedException">The service has asked for a pause.</exception>
    public async Task SendAsync(PushTarget browser, byte[] payload, OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        if (!hosts.IsPush(browser.Endpoint))
            throw new DeliveryRefusedException("The device is at no push service that we know (NUSALOKA_NOTIFICATIONS__PUSH_HOSTS).");

        var endpoint = new Uri(browser.Endpoint);
        var body = WebPushMessage.Encrypt(
            payload, Base64Url.DecodeFromChars(browser.P256dh ?? ""), Base64Url.DecodeFromChars(browser.Auth ?? ""));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.Add("TTL", TtlSeconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", NotificationChoices.IsUrgent(outgoing.Newest.Category) ? "high" : "normal");
        // One topic for each delivery: when it comes twice while the device is away, it is shown once.
        request.Headers.Add("Topic", outgoing.Id.ToString("N", CultureInfo.InvariantCulture)[..TopicLength]);
        request.Headers.TryAddWithoutValidation("Authorization", await AuthorizationAsync(endpoint, cancellationToken));
        using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Judge(response, time.GetUtcNow());
    }

    private static void Judge(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = response.StatusCode;
        if (status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            throw new PushGoneException($"The push service answered {(int)status}.");
        if (status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge)
            throw new DeliveryRefusedException($"The push service answered {(int)status}.");
        if (!response.IsSuccessStatusCode)
            throw RetryAfter.Failure("The push service", response, now);
    }

    private async Task<string> AuthorizationAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var kept = await grains.GetGrain<IVapidKeyGrain>("0").GetAsync(cancellationToken);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(wrap.Unwrap(VapidKeyGrain.SealName, kept.Wrapped), out _);
        return VapidToken.Header(key, endpoint, options.Value.PushContact, time.GetUtcNow());
    }
}
