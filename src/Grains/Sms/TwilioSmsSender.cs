using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Sms;

/// <summary>
/// Sends short messages by the API of Twilio (<c>POST /2010-04-01/Accounts/{AccountSid}/Messages.json</c>), which others offer, too. It has no
/// key that makes a message that comes twice one: after an answer that was lost, people may get it twice.
/// </summary>
internal sealed class TwilioSmsSender(IHttpClientFactory clients, IOptions<SmsOptions> options) : ISmsSender
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string ClientName = "sms";

    private const string MessagingServicePrefix = "MG";

    /// <inheritdoc/>
    public async Task SendAsync(SmsMessage message, CancellationToken cancellationToken)
    {
        using var request = Request(message, options.Value);
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return;

        var status = (int)response.StatusCode;
        var code = ErrorCode(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        var text = $"The SMS provider answered {status}, code {code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.";
        // 400 is about the message: no such number, or its owner wants nothing from us. Other refusals are about our account, or pass.
        throw status == 400 ? new DeliveryRefusedException(text) : new HttpRequestException(text, inner: null, response.StatusCode);
    }

    private static HttpRequestMessage Request(SmsMessage message, SmsOptions account)
    {
        var user = account.ApiKeySid.Length > 0 ? account.ApiKeySid : account.AccountSid;
        var sender = account.From.StartsWith(MessagingServicePrefix, StringComparison.Ordinal) ? "MessagingServiceSid" : "From";
        return new HttpRequestMessage(
            HttpMethod.Post, new Uri($"{account.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{Uri.EscapeDataString(account.AccountSid)}/Messages.json"))
        {
            Headers =
            {
                Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{account.AuthToken}"))),
                Accept = { new MediaTypeWithQualityHeaderValue("application/json") },
            },
            Content = new FormUrlEncodedContent([new("To", message.To), new(sender, account.From), new("Body", message.Text)]),
        };
    }

    /// <summary>The provider's own number of the error, for the log; null when it says none.</summary>
    private static long? ErrorCode(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("code", out var code) && code.TryGetInt64(out var number)
                ? number
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
