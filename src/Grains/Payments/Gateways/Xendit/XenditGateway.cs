using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Xendit;

/// <summary>
/// Xendit by its payment requests. A channel is named (<c>qris</c>, <c>bca_va</c>, <c>ovo</c>, …) or a stored payment token (<c>pt-…</c>).
/// Our payment id is its reference id, and its idempotency key, of which this version's documentation says nothing: see <see cref="IsTooEarly"/>.
/// </summary>
internal sealed partial class XenditGateway(GatewayHttp http, IOptions<XenditOptions> options, TimeProvider clock) : IPaymentGateway
{
    /// <summary>The gateway's name.</summary>
    public const string GatewayName = "xendit";

    private const string Version = "2024-11-11";
    private const string VirtualAccount = "_va";
    private const string Qris = "qris";

    /// <summary>When the list of transactions certainly has what was charged.</summary>
    private static readonly TimeSpan ListedAfter = TimeSpan.FromMinutes(15);

    public string Name => GatewayName;

    public bool IsConfigured => options.Value.SecretKey.Length > 0;

    public GatewayAbilities Abilities { get; } = new(
        ManualCapture: true, PartialCapture: true, PartialRefund: true, Disputes: false, Money.Rupiah(1), Money.Rupiah(1_000_000_000));

    public async Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken)
    {
        if (order.Channel is null && order.PaymentMethod is null)
            return Refused(order.Amount, "channel_required");
        if (order.Channel == Qris && order.Amount.Units > options.Value.QrisMaxAmount)
            return Refused(order.Amount, "amount_above_limit");
        if (IsTooEarly(order))
            throw new GatewayUnknownException(Name, "it may have charged the payer, and its list may not show that yet");

        var reply = await PostAsync(
            "/v3/payment_requests", $"payment-{order.PaymentId}", Request(order), cancellationToken, isRepeatable: !ChargesAtOnce(order));
        if (reply.IsSuccess)
            return Payment(reply.Body);
        if (reply.Status == 409
            && await GatewayQuestions.AfterCommandAsync(Name, () => FindAsync(order.PaymentId, reference: null, cancellationToken)) is { } earlier)
        {
            return earlier;
        }

        return reply.Status == 409
            ? throw new GatewayUnknownException(Name, "it has such a payment request already, and does not show it")
            : Refused(order.Amount, Code(reply));
    }

    public async Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["capture_amount"] = GatewayAmount.Rupiah(amount) };
        return await OnPaymentAsync(paymentId, reference, "capture", $"capture-{paymentId}-{GatewayAmount.Rupiah(amount)}", body, cancellationToken);
    }

    public async Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken)
    {
        // An authorized payment is cancelled itself; before that, it is the request that is.
        var request = await GetAsync(reference, cancellationToken);
        if (request?.Body.Text("status") == "AUTHORIZED")
            return await OnPaymentAsync(paymentId, reference, "cancel", $"cancel-{paymentId}", [], cancellationToken);

        var reply = await PostAsync($"/v3/payment_requests/{Uri.EscapeDataString(reference)}/cancel", $"cancel-{paymentId}", [], cancellationToken);
        return await AfterAsync(paymentId, reference, reply, cancellationToken);
    }

    public async Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken)
    {
        var reply = await PostAsync("/refunds", $"refund-{refund.RefundId}", new JsonObject
        {
            ["reference_id"] = refund.RefundId.ToString(),
            ["payment_request_id"] = refund.Reference,
            ["currency"] = "IDR",
            ["amount"] = GatewayAmount.Rupiah(refund.Amount),
            ["reason"] = refund.Reason switch
            {
                "duplicate" => "DUPLICATE",
                "fraudulent" => "FRAUDULENT",
                "requested_by_customer" => "REQUESTED_BY_CUSTOMER",
                _ => "OTHERS",
            },
        }, cancellationToken);
        if (reply.IsSuccess)
            return XenditReader.Refund(reply.Body);
        if (Code(reply) == "REFUND_IN_PROGRESS")
            throw reply.TurnedAway(Name, "another refund of the payment is under way", isRefusal: false);
        if (reply.Status != 409)
            return reply.NotRefunded(Name, refund, Code(reply));
        return await GatewayQuestions.AfterCommandAsync(
            Name, () => FindRefundAsync(refund.RefundId, refund.PaymentId, refund.Reference, cancellationToken))
            ?? throw new GatewayUnknownException(Name, "it has such a refund already, and does not show it") { IsTaken = true };
    }

    public async Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var request = reference is { Length: > 0 }
            ? (await GetAsync(reference, cancellationToken))?.Body
            : await FindByOurIdAsync(paymentId, cancellationToken);
        return request is { } found ? await WithRefundsAsync(await WithCapturesAsync(found, cancellationToken), cancellationToken) : null;
    }

    public async Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        if (reference is not { Length: > 0 })
            reference = (await FindAsync(paymentId, reference: null, cancellationToken))?.Reference;
        if (reference is null)
            return null;

        await foreach (var refund in RefundsOfAsync(reference, cancellationToken))
        {
            if (refund.Id("reference_id") == refundId)
                return XenditReader.Refund(refund);
        }

        return null;
    }

    public async Task<GatewayRefund?> FindRefundAsync(string refundReference, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Get, $"/refunds/{Uri.EscapeDataString(refundReference)}", key: null, body: null, cancellationToken);
        if (!reply.IsSuccess)
            return reply.Status == 404 ? null : throw new GatewayUnavailableException(Name, $"it refused a question with {reply.Status}");
        return reference is not null && reply.Body.Text("payment_request_id") == reference ? XenditReader.Refund(reply.Body) : null;
    }

    public WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now) =>
        XenditWebhooks.Read(request, options.Value.WebhookTokens.AsReadOnly());

    private static JsonObject Request(GatewayOrder order)
    {
        var body = new JsonObject
        {
            ["reference_id"] = order.PaymentId.ToString(),
            ["type"] = "PAY",
            ["country"] = "ID",
            ["currency"] = "IDR",
            ["request_amount"] = GatewayAmount.Rupiah(order.Amount),
            ["capture_method"] = order.ManualCapture ? "MANUAL" : "AUTOMATIC",
            ["description"] = order.Description,
            ["metadata"] = new JsonObject { ["payer_id"] = order.PayerId },
        };
        var properties = new JsonObject
        {
            ["success_return_url"] = order.ReturnUrl.AbsoluteUri,
            ["failure_return_url"] = order.ReturnUrl.AbsoluteUri,
            ["expires_at"] = order.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if (order.PaymentMethod is { } token)
        {
            body["payment_token_id"] = token;
        }
        else
        {
            body["channel_code"] = ChannelCode(order.Channel ?? "");
            if (order.Channel?.EndsWith(VirtualAccount, StringComparison.Ordinal) == true)
                properties["display_name"] = "Nusaloka";
        }

        body["channel_properties"] = properties;
        return body;
    }

    /// <summary>Whether the payer has nothing left to do: sending such an order twice could charge twice. Anything else waits for a payer who sees one of them.</summary>
    private static bool ChargesAtOnce(GatewayOrder order) => order.PaymentMethod is not null;

    /// <summary>
    /// Whether an order was sent whose answer never came, and which may have charged the payer. Only of cards does Xendit document that a reference is taken
    /// once, so it is not sent again before <see cref="FindAsync"/> would have found the first one.
    /// </summary>
    private bool IsTooEarly(GatewayOrder order) =>
        order.TriedSince is { } since && ChargesAtOnce(order) && clock.GetUtcNow() - since < ListedAfter;

    private static string ChannelCode(string channel) => channel.EndsWith(VirtualAccount, StringComparison.Ordinal)
        ? channel[..^VirtualAccount.Length].ToUpperInvariant() + "_VIRTUAL_ACCOUNT"
        : channel.ToUpperInvariant();

    private static GatewayPayment Refused(Money amount, string code) =>
        new(GatewayStatus.Declined, "", amount, Money.Rupiah(0), Money.Rupiah(0), Next: null, code, At: null);

    private static string Code(GatewayReply reply) => reply.Body.Text("error_code") ?? $"xendit_{reply.Status}";

    private GatewayPayment Payment(JsonElement request) => request.Text("payment_request_id") is not null
        ? XenditReader.Payment(request)
        : throw new GatewayUnknownException(Name, "it answered something else than a payment request");

    /// <summary>A command on the payment that has come of the request.</summary>
    private async Task<GatewayPayment> OnPaymentAsync(
        Guid paymentId, string reference, string command, string key, JsonObject body, CancellationToken cancellationToken)
    {
        var request = await GetAsync(reference, cancellationToken);
        if (request is null)
            return Refused(Money.Rupiah(0), "not_found");
        if (request.Body.Text("latest_payment_id") is not { } payment)
            return XenditReader.Payment(request.Body) with { FailureCode = "not_authorized" };

        var reply = await PostAsync($"/v3/payments/{Uri.EscapeDataString(payment)}/{command}", key, body, cancellationToken);
        return await AfterAsync(paymentId, reference, reply, cancellationToken);
    }

    private async Task<GatewayPayment> AfterAsync(Guid paymentId, string reference, GatewayReply reply, CancellationToken cancellationToken)
    {
        var truth = await GatewayQuestions.AfterCommandAsync(Name, () => FindAsync(paymentId, reference, cancellationToken));
        if (truth is null)
            return Refused(Money.Rupiah(0), Code(reply));
        return reply.IsSuccess ? truth : truth with { FailureCode = truth.FailureCode ?? Code(reply) };
    }

    /// <summary>What was captured by hand stands with the payment, not with the request.</summary>
    private async Task<GatewayPayment> WithCapturesAsync(JsonElement request, CancellationToken cancellationToken)
    {
        var seen = XenditReader.Payment(request);
        if (seen.Status != GatewayStatus.Succeeded || request.Text("capture_method") != "MANUAL" || request.Text("latest_payment_id") is not { } id)
            return seen;

        var payment = await SendAsync(HttpMethod.Get, $"/v3/payments/{Uri.EscapeDataString(id)}", key: null, body: null, cancellationToken);
        return XenditReader.Captured(payment.Body, request.Text("currency")) is { } captured ? seen with { AmountCaptured = captured } : seen;
    }

    /// <summary>What was given back stands with the refunds alone.</summary>
    private async Task<GatewayPayment> WithRefundsAsync(GatewayPayment payment, CancellationToken cancellationToken)
    {
        if (payment.Status != GatewayStatus.Succeeded)
            return payment;

        var refunded = payment.AmountRefunded;
        await foreach (var one in RefundsOfAsync(payment.Reference, cancellationToken))
        {
            var refund = XenditReader.Refund(one);
            if (refund.Status == RefundStatus.Succeeded && refund.Amount.Currency == refunded.Currency)
                refunded += refund.Amount;
        }

        return payment with { AmountRefunded = refunded };
    }

    private async Task<GatewayReply?> GetAsync(string reference, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Get, $"/v3/payment_requests/{Uri.EscapeDataString(reference)}", key: null, body: null, cancellationToken);
        if (reply.IsSuccess)
            return reply;
        return reply.Status == 404 ? null : throw new GatewayUnavailableException(Name, $"it refused a question with {reply.Status}");
    }

    private Task<GatewayReply> PostAsync(string path, string key, JsonObject body, CancellationToken cancellationToken, bool isRepeatable = true) =>
        SendAsync(HttpMethod.Post, path, key, body, cancellationToken, isRepeatable);

    private Task<GatewayReply> SendAsync(
        HttpMethod method, string path, string? key, JsonObject? body, CancellationToken cancellationToken, bool isRepeatable = true)
    {
        if (!IsConfigured)
            throw GatewayUnavailableException.NotConfigured(Name);
        var version = ("api-version", Version);
        return http.SendAsync(new GatewayRequest(Name, method, new Uri(options.Value.BaseUrl.TrimEnd('/') + path))
        {
            Authorization = BasicAuthorization.Of(options.Value.SecretKey),
            Headers = key is not null ? [version, ("idempotency-key", key)] : [version],
            Body = body?.ToJsonString(),
            IsRepeatable = isRepeatable,
        }, cancellationToken);
    }
}
