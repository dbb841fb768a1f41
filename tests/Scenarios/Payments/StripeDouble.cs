using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nusaloka.Scenarios.Payments;

/// <summary>
/// Speaks Stripe's API over HTTP and remembers for certain what it has taken and given back. A test can stand between what it does and
/// what it answers, which is where the worst happens.
/// </summary>
internal sealed class StripeDouble : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_scenarios";

    /// <summary>A payment method for which the payer must do something; any other pays at once.</summary>
    public const string Asking = "pm_asks";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Intent> _intents = new();
    private readonly ConcurrentDictionary<string, JsonObject> _refunds = new();
    private readonly ConcurrentDictionary<string, string> _byKey = new();
    private int _ids;

    private StripeDouble(WebApplication app) => _app = app;

    /// <summary>Runs after something was done and before it is answered; its name is create, refund, cancel or capture.</summary>
    public Func<string, string, Task> BeforeAnswer { get; set; } = static (_, _) => Task.CompletedTask;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyCollection<Intent> Intents => [.. _intents.Values];

    /// <summary>What it has taken, in rupiah.</summary>
    public long Taken => _intents.Values.Sum(static intent => intent.Received) / 100;

    /// <summary>What of it was given back, in rupiah.</summary>
    public long GivenBack => _refunds.Values.Sum(static refund => refund["amount"]!.GetValue<long>()) / 100;

    public int RefundCount => _refunds.Count;

    public static async Task<StripeDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var stripe = new StripeDouble(app);
        app.MapPost("/v1/payment_intents", stripe.CreateAsync);
        app.MapGet("/v1/payment_intents/search", stripe.Search);
        app.MapGet("/v1/payment_intents/{id}", (string id) => stripe._intents.TryGetValue(id, out var intent) ? Json(stripe.Shape(intent)) : Results.NotFound());
        app.MapPost("/v1/payment_intents/{id}/cancel", stripe.CancelAsync);
        app.MapPost("/v1/refunds", stripe.RefundAsync);
        app.MapGet("/v1/refunds", (string payment_intent) => Json(List(stripe._refunds.Values.Where(refund => refund["payment_intent"]!.GetValue<string>() == payment_intent))));
        app.MapGet("/v1/refunds/{id}", (string id) => stripe._refunds.TryGetValue(id, out var refund) ? Json(refund) : Results.NotFound());
        await app.StartAsync();
        return stripe;
    }

    /// <summary>The intent of a payment.</summary>
    public Intent IntentOf(string paymentId) => _intents.Values.Single(intent => intent.PaymentId == paymentId);

    /// <summary>The payer does what was asked.</summary>
    public void Pay(string paymentId) => IntentOf(paymentId).Pay();

    /// <summary>An event about a payment, as Stripe words it now.</summary>
    public string PaymentEvent(string eventId, string type, string paymentId, string? status = null)
    {
        var shape = Shape(IntentOf(paymentId));
        if (status is not null)
            shape["status"] = status;
        return Event(eventId, type, shape);
    }

    /// <summary>An event about a refund that was made at the gateway and not by us.</summary>
    public string RefundEvent(string eventId, string paymentId, long rupiah)
    {
        var refund = NewRefund(IntentOf(paymentId).Id, rupiah * 100, []);
        _refunds.TryAdd(refund["id"]!.GetValue<string>(), refund);
        return Event(eventId, "refund.updated", (JsonObject)refund.DeepClone());
    }

    /// <summary>Sends a webhook, signed.</summary>
    public static async Task<int> SendAsync(Uri product, string body, DateTimeOffset? at = null, string secret = WebhookSecret)
    {
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        using var http = new HttpClient { BaseAddress = product, Timeout = TimeSpan.FromSeconds(40) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={signature}");
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        // The same key answers the same thing: that is Stripe's promise.
        var id = _byKey.GetOrAdd(Key(request), _ => $"pi_{Interlocked.Increment(ref _ids)}");
        var intent = _intents.GetOrAdd(id, _ => new Intent(
            id, form["metadata[payment_id]"].ToString(), long.Parse(form["amount"].ToString(), CultureInfo.InvariantCulture), form["payment_method"] == Asking));
        await BeforeAnswer("create", intent.PaymentId);
        return Json(Shape(intent));
    }

    private IResult Search(string query) =>
        Json(List(_intents.Values.Where(intent => query.Contains($"'{intent.PaymentId}'", StringComparison.Ordinal)).Select(Shape)));

    private async Task<IResult> CancelAsync(string id)
    {
        var intent = _intents[id];
        var isCanceled = intent.TryCancel();
        await BeforeAnswer("cancel", intent.PaymentId);
        return isCanceled
            ? Json(Shape(intent))
            : Results.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = "payment_intent_unexpected_state" } }, statusCode: 400);
    }

    private async Task<IResult> RefundAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var intent = _intents[form["payment_intent"].ToString()];
        var id = _byKey.GetOrAdd(Key(request), _ => $"re_{Interlocked.Increment(ref _ids)}");
        var refund = _refunds.GetOrAdd(id, _ => NewRefund(
            intent.Id, long.Parse(form["amount"].ToString(), CultureInfo.InvariantCulture),
            new JsonObject { ["refund_id"] = form["metadata[refund_id]"].ToString(), ["payment_id"] = intent.PaymentId }, id));
        await BeforeAnswer("refund", intent.PaymentId);
        return Json((JsonObject)refund.DeepClone());
    }

    private JsonObject Shape(Intent intent) => new()
    {
        ["id"] = intent.Id,
        ["object"] = "payment_intent",
        ["amount"] = intent.Amount,
        ["amount_received"] = intent.Received,
        ["currency"] = "idr",
        ["status"] = intent.Status,
        ["created"] = 1_767_660_000,
        ["metadata"] = new JsonObject { ["payment_id"] = intent.PaymentId },
        ["next_action"] = intent.Status == "requires_action" ? new JsonObject { ["redirect_to_url"] = new JsonObject { ["url"] = "https://bank.example/3ds" } } : null,
        ["latest_charge"] = new JsonObject
        {
            ["id"] = "ch_" + intent.Id,
            ["amount_refunded"] = _refunds.Values.Where(refund => refund["payment_intent"]!.GetValue<string>() == intent.Id).Sum(static refund => refund["amount"]!.GetValue<long>()),
        },
    };

    private JsonObject NewRefund(string intentId, long amount, JsonObject metadata, string? id = null) => new()
    {
        ["id"] = id ?? $"re_{Interlocked.Increment(ref _ids)}",
        ["object"] = "refund",
        ["amount"] = amount,
        ["currency"] = "idr",
        ["status"] = "succeeded",
        ["payment_intent"] = intentId,
        ["metadata"] = metadata,
    };

    private static string Event(string id, string type, JsonObject subject) => new JsonObject
    {
        ["id"] = id,
        ["object"] = "event",
        ["type"] = type,
        ["data"] = new JsonObject { ["object"] = subject },
    }.ToJsonString();

    private static JsonObject List(IEnumerable<JsonObject> items) =>
        new() { ["object"] = "list", ["has_more"] = false, ["data"] = new JsonArray([.. items.Select(static item => item.DeepClone())]) };

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");

    private static string Key(HttpRequest request) => request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
        ? key
        : throw new InvalidOperationException($"{request.Path} came without an Idempotency-Key.");
}
