using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Payments.Gateways.Sandbox;

/// <summary>Requests to the sandbox gateway. All may be repeated: it does everything once by our ids.</summary>
internal sealed class SandboxConnection(GatewayHttp http, SandboxSettings settings)
{
    private const string NotFound = "sandbox_not_found";

    /// <summary>Asks.</summary>
    /// <returns>The answer; null when it has nothing of that id.</returns>
    public async Task<GatewayReply?> GetAsync(string path, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Get, path, body: null, cancellationToken);
        if (reply.IsSuccess)
            return reply;
        return Code(reply) == NotFound
            ? null
            : throw new GatewayUnavailableException(SandboxGateway.GatewayName, $"it refused a question with {reply.Status} {Code(reply)}");
    }

    /// <summary>Lists payments, payouts or disputes, a page at a time.</summary>
    public async Task<GatewayPage<TRecord>?> ListAsync<TRecord>(
        string path, DateTimeOffset from, DateTimeOffset until, string? after, Func<JsonElement, TRecord> read, CancellationToken cancellationToken)
    {
        var page = after is null ? "" : "&after=" + Uri.EscapeDataString(after);
        var reply = await GetAsync($"{path}?from={Time(from)}&until={Time(until)}{page}", cancellationToken);
        if (reply is null)
            return null;
        var items = reply.Body.Items("data").ToArray();
        return new GatewayPage<TRecord>(
            [.. items.Select(read)], reply.Body.At("has_more").ValueKind == JsonValueKind.True && items.Length > 0 ? items[^1].Text("id") : null);
    }

    /// <summary>Commands.</summary>
    public Task<GatewayReply> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, cancellationToken);

    /// <summary>Why it has refused.</summary>
    public static string Code(GatewayReply reply) => reply.Body.Text("code") ?? $"sandbox_{reply.Status}";

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    private async Task<GatewayReply> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        if (!settings.IsEnabled)
            throw GatewayUnavailableException.NotConfigured(SandboxGateway.GatewayName);
        var reply = await http.SendAsync(new GatewayRequest(SandboxGateway.GatewayName, method, new Uri($"{settings.BaseUrl}/sandbox/v1{path}"))
        {
            Authorization = BasicAuthorization.Of(settings.SecretKey),
            Body = body?.ToJsonString(),
            IsRepeatable = true,
        }, cancellationToken);
        // A server without a sandbox has no such route.
        return reply.Status == 404 && Code(reply) != NotFound
            ? throw reply.TurnedAway(SandboxGateway.GatewayName, "there is none at its address", isRefusal: true)
            : reply;
    }
}
