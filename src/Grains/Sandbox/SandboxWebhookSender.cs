using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Sandbox;

/// <summary>Sends webhooks over HTTP, signed as they leave.</summary>
internal sealed partial class SandboxWebhookSender(
    IHttpClientFactory clients, SandboxSettings settings, TimeProvider time, ILogger<SandboxWebhookSender> logger)
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string ClientName = "sandbox-webhooks";

    /// <summary>The header with the signature, see <see cref="TimedSignature"/>.</summary>
    public const string SignatureHeader = "Nusaloka-Sandbox-Signature";

    private const string NobodysSecret = "whsec_nobody_knows_this_one";

    /// <summary>Sends it once; answers whether it was taken.</summary>
    public async Task<bool> SendAsync(string body, bool isForged, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        try
        {
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.WebhookUrl) { Content = content };
            request.Headers.Add(SignatureHeader, TimedSignature.Sign(isForged ? NobodysSecret : settings.SigningSecret, bytes, time.GetUtcNow()));
            using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or InvalidOperationException && !cancellationToken.IsCancellationRequested)
        {
            LogNotSent(exception);
            return false;
        }
    }

    [LoggerMessage(1411, LogLevel.Information, "A webhook of the sandbox gateway was not taken.")]
    private partial void LogNotSent(Exception exception);
}
