using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments.Gateways.Xendit;

/// <summary>
/// Xendit as far as orders go: no list of payment requests, and a list of transactions that has what was paid. It does not look at keys, so whatever is sent
/// twice is done twice; <see cref="Scripts"/> says what becomes of the next orders with a reference.
/// </summary>
internal sealed class FakeXendit : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonObject> _requests = new(StringComparer.Ordinal);
    private readonly ScriptedServer _server;

    private FakeXendit(ScriptedServer server) => _server = server.On("*", AnswerAsync);

    /// <summary>What may become of an order: it is carried out and not answered, or it gets lost, or it is answered like that.</summary>
    internal enum Fate
    {
        CarriedOutAndNotAnswered,
        Lost,
        Conflict,
    }

    public string Address => _server.Address;

    /// <summary>What becomes of orders to a channel or with a token, one after the other; the last stays. Others are carried out and answered.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<Fate?>> Scripts { get; } = new();

    /// <summary>Nothing is answered any more.</summary>
    public bool IsDown { get; set; }

    public static async Task<FakeXendit> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>How often an order for the payment was sent.</summary>
    public int Orders(Guid paymentId) => _server.Seen.Count(request => request.Method == "POST" && request.Body.Contains($"{paymentId}", StringComparison.Ordinal));

    /// <summary>How often it was asked what there is for the payment.</summary>
    public int Questions(Guid paymentId) => _server.Seen.Count(request => request.Target.Contains($"reference_id={paymentId}", StringComparison.Ordinal));

    /// <summary>How often its payer has paid.</summary>
    public int Charges(Guid paymentId) => Of(paymentId).Count(static request => (string?)request["status"] == "SUCCEEDED");

    /// <summary>The payment requests there are for the payment, paid or not.</summary>
    public IReadOnlyList<JsonObject> Of(Guid paymentId) =>
        [.. _requests.Values.Where(request => (string?)request["reference_id"] == paymentId.ToString())];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (IsDown)
            context.Response.StatusCode = 500;
        else if (context.Request.Method == "POST")
            await OrderAsync(context);
        else if (path == "/transactions")
            await context.Response.WriteAsync(Transactions(context.Request.Query["reference_id"].ToString()));
        else if (path == "/refunds")
            await context.Response.WriteAsync("""{ "has_more": false, "data": [] }""");
        else if (_requests.TryGetValue(path["/v3/payment_requests/".Length..], out var request))
            await context.Response.WriteAsync(request.ToJsonString());
        else
            context.Response.StatusCode = 404;
    }

    private async Task OrderAsync(HttpContext context)
    {
        var order = (JsonObject)JsonNode.Parse(await new StreamReader(context.Request.Body).ReadToEndAsync())!;
        var token = (string?)order["payment_token_id"];
        var fate = NextFate(token ?? (string)order["channel_code"]!);
        if (fate == Fate.Lost)
        {
            context.Abort();
            return;
        }

        if (fate == Fate.Conflict)
        {
            context.Response.StatusCode = 409;
            await context.Response.WriteAsync("""{ "error_code": "DUPLICATE_ERROR" }""");
            return;
        }

        var request = new JsonObject
        {
            ["payment_request_id"] = $"pr-{_requests.Count}",
            ["reference_id"] = (string?)order["reference_id"],
            ["request_amount"] = (long)order["request_amount"]!,
            ["currency"] = "IDR",
            ["status"] = token is null ? "REQUIRES_ACTION" : "SUCCEEDED",
            ["channel_code"] = (string?)order["channel_code"],
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "PRESENT_TO_CUSTOMER", ["descriptor"] = "VIRTUAL_ACCOUNT_NUMBER", ["value"] = $"9999{_requests.Count}" }),
        };
        _requests[(string)request["payment_request_id"]!] = request;
        if (fate == Fate.CarriedOutAndNotAnswered)
            context.Abort();
        else
            await context.Response.WriteAsync(request.ToJsonString());
    }

    private Fate? NextFate(string key)
    {
        if (!Scripts.TryGetValue(key, out var fates))
            return null;
        Fate? fate;
        if (fates.Count > 1)
            fates.TryDequeue(out fate);
        else
            fates.TryPeek(out fate);
        return fate;
    }

    private string Transactions(string reference) => new JsonObject
    {
        ["has_more"] = false,
        ["data"] = new JsonArray([.. _requests.Values
            .Where(request => (string?)request["reference_id"] == reference && (string?)request["status"] == "SUCCEEDED")
            .Select(static request => (JsonNode)new JsonObject
            {
                ["id"] = "txn_1",
                ["type"] = "PAYMENT",
                ["status"] = "SUCCESS",
                ["reference_id"] = (string?)request["reference_id"],
                ["product_data"] = new JsonObject { ["payment_request_id"] = (string?)request["payment_request_id"] },
            })]),
    }.ToJsonString();
}
