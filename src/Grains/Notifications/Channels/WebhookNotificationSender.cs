using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Notifications.Channels;

/// <summary>
/// Requests to the address that the person has named: the notification as JSON, its delivery's id in <c>Nusaloka-Delivery</c>, and
/// <c>Nusaloka-Signature: t=SECONDS,v1=HEX</c>, the HMAC-SHA256 of <c>SECONDS.BODY</c> under the webhook's secret. Any 2xx is a yes.
/// </summary>
internal sealed class WebhookNotificationSender(IGrainFactory grains, IHttpClientFactory clients, TimeProvider time) : INotificationSender
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string ClientName = "notification-webhook";

    private const int Gone = 410;

    public NotificationChannel Channel => NotificationChannel.Webhook;

    public async Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        var settings = grains.GetGrain<INotificationSettingsGrain>(outgoing.Order.AccountId);
        if (await settings.FindWebhookAsync(cancellationToken) is not { Secret: { } secret } webhook)
            throw new DeliveryRefusedException("The person has no webhook any more.");

        var body = JsonSerializer.SerializeToUtf8Bytes(outgoing.Newest, StateJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(webhook.Url)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Nusaloka-Delivery", outgoing.Id.ToString());
        request.Headers.Add("Nusaloka-Signature", Sign(body, secret, time.GetUtcNow()));
        using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if ((int)response.StatusCode == Gone)
            throw new DeliveryRefusedException("The webhook answered 410: it wants no more.");
        if (!response.IsSuccessStatusCode)
            throw RetryAfter.Failure("The webhook", response, time.GetUtcNow());
    }

    /// <summary>The value of the signature's header.</summary>
    internal static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
