using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Midtrans;

/// <summary>
/// Midtrans: Snap, its hosted page, when no channel is named, otherwise its Core API. Our payment id is its order id, which it takes once;
/// its own Idempotency-Key lives five minutes and does not look at the body, so nothing relies on it.
/// </summary>
internal sealed class MidtransGateway(GatewayHttp http, IOptions<MidtransOptions> options, TimeProvider clock) : IPaymentGateway
{
    /// <summary>The gateway's name.</summary>
    public const string GatewayName = "midtrans";

    private const string Duplicate = "406";
    private const string NotFound = "404";
    private const string NotModifiable = "412";

    public string Name => GatewayName;

    public bool IsConfigured => options.Value.ServerKey.Length > 0;

    public GatewayAbilities Abilities { get; } = new(
        ManualCapture: true, PartialCapture: true, PartialRefund: true, Disputes: false, Money.Rupiah(1), Money.Rupiah(999_999_999));

    public async Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken)
    {
        var isSnap = order.Channel is null && order.PaymentMethod is null;
        var body = isSnap ? MidtransCharge.Snap(order, clock.GetUtcNow()) : MidtransCharge.Core(order, clock.GetUtcNow());
        if (body is null)
            return Refused(order.Amount, "channel_unknown");

        var reply = isSnap
            ? await SendAsync(HttpMethod.Post, options.Value.SnapUrl, "/snap/v1/transactions", body, cancellationToken)
            : await SendAsync(HttpMethod.Post, options.Value.BaseUrl, "/v2/charge", body, cancellationToken);
        if (isSnap && reply.IsSuccess)
            return Opened(reply, order.Amount);
        if (!isSnap && reply.Body.Text("transaction_status") is not null)
            return MidtransReader.Payment(reply.Body);

        // 202 without a transaction: our own earlier try is still being carried out.
        if (Code(reply) == "202")
            throw new GatewayUnknownException(Name, "the charge is still being carried out");
        if (IsDuplicate(reply)
            && await GatewayQuestions.AfterCommandAsync(Name, () => FindAsync(order.PaymentId, reference: null, cancellationToken)) is { } earlier)
        {
            return earlier;
        }

        return Refused(order.Amount, Reason(reply));
    }

    public async Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["transaction_id"] = reference, ["gross_amount"] = GatewayAmount.Rupiah(amount) };
        var reply = await SendAsync(HttpMethod.Post, options.Value.BaseUrl, "/v2/capture", body, cancellationToken);
        return await AfterAsync(paymentId, amount, reply, cancellationToken);
    }

    public async Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Post, options.Value.BaseUrl, $"/v2/{paymentId}/cancel", body: null, cancellationToken);
        // Nobody has chosen on Snap's page how to pay, so there is nothing to cancel; the page expires.
        return Code(reply) == NotFound
            ? Refused(Money.Rupiah(0), "not_started") with { Status = GatewayStatus.Canceled }
            : await AfterAsync(paymentId, Money.Rupiah(0), reply, cancellationToken);
    }

    public async Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["refund_key"] = refund.RefundId.ToString(),
            ["amount"] = GatewayAmount.Rupiah(refund.Amount),
            ["reason"] = refund.Reason,
        };
        var reply = await SendAsync(HttpMethod.Post, options.Value.BaseUrl, $"/v2/{refund.PaymentId}/refund", body, cancellationToken);
        var known = Code(reply) is "200" or Duplicate
            ? await GatewayQuestions.AfterCommandAsync(
                Name, () => FindRefundAsync(refund.RefundId, refund.PaymentId, refund.Reference, cancellationToken))
            : null;
        if (known is not null)
            return known;
        if (Code(reply) == NotModifiable && await UnsettledAsync(refund, cancellationToken) is { } before)
            return before;
        return Code(reply) switch
        {
            "200" => new GatewayRefund(RefundStatus.Pending, "", refund.Amount, FailureCode: null),
            Duplicate => throw new GatewayUnknownException(Name, "it has such a refund already, and does not show it") { IsTaken = true },
            _ => reply.NotRefunded(Name, refund, Reason(reply)),
        };
    }

    public async Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await StatusAsync(paymentId, cancellationToken);
        return reply is null ? null : MidtransReader.Payment(reply.Body);
    }

    public async Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await StatusAsync(paymentId, cancellationToken);
        return reply is null ? null : MidtransReader.Refund(reply.Body, refundId);
    }

    public async Task<GatewayRefund?> FindRefundAsync(string refundReference, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await StatusAsync(paymentId, cancellationToken);
        return reply is null ? null : MidtransReader.Refund(reply.Body, refundReference);
    }

    public WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now) => MidtransWebhooks.Read(request, options.Value.ServerKey);

    private async Task<GatewayReply?> StatusAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Get, options.Value.BaseUrl, $"/v2/{paymentId}/status", body: null, cancellationToken);
        if (reply.Body.Text("transaction_status") is not null)
            return reply;
        return Code(reply) == NotFound ? null : throw new GatewayUnavailableException(Name, $"it refused a question with {Code(reply)}");
    }

    /// <summary>What a command has led to: the answers of commands are not whole, so the status is asked for.</summary>
    private async Task<GatewayPayment> AfterAsync(Guid paymentId, Money amount, GatewayReply reply, CancellationToken cancellationToken)
    {
        var truth = await GatewayQuestions.AfterCommandAsync(Name, () => FindAsync(paymentId, reference: null, cancellationToken));
        if (truth is null)
            return Refused(amount, Reason(reply));
        return Code(reply) == "200" ? truth : truth with { FailureCode = truth.FailureCode ?? Reason(reply) };
    }

    /// <summary>
    /// Money of a card is given back after it was settled, a day or so later: https://docs.midtrans.com/reference/refund-transactions-card. Until then the refund
    /// waits. Midtrans would cancel the whole of it before, where the bank lets it; but what it has cancelled looks as if it had never been paid, so that
    /// nobody could compare it with the ledger. Somebody who cancels it there all the same has given all of it back.
    /// </summary>
    /// <returns>What was given back before, by this refund or by somebody else; null when it was refused for another reason.</returns>
    private async Task<GatewayRefund?> UnsettledAsync(GatewayRefundOrder refund, CancellationToken cancellationToken)
    {
        var status = await GatewayQuestions.AfterCommandAsync(Name, () => StatusAsync(refund.PaymentId, cancellationToken));
        return status?.Body.Text("transaction_status") switch
        {
            "capture" => throw new GatewayUnavailableException(Name, "the payment is not settled yet, and is not refunded before"),
            "cancel" => new GatewayRefund(RefundStatus.Succeeded, refund.Reference, MidtransReader.Payment(status.Body).Amount, FailureCode: null),
            _ => status is null ? null : MidtransReader.Refund(status.Body, refund.RefundId),
        };
    }

    private GatewayPayment Opened(GatewayReply reply, Money amount) => reply.Body.Text("redirect_url") is { } page
        ? new GatewayPayment(
            GatewayStatus.RequiresAction, reply.Body.Text("token") ?? "", amount, Money.Rupiah(0), Money.Rupiah(0),
            new NextAction(NextActionKind.Redirect, page), FailureCode: null, At: null)
        : throw new GatewayUnknownException(Name, "it answered without the page to pay on");

    private static GatewayPayment Refused(Money amount, string code) =>
        new(GatewayStatus.Declined, "", amount, Money.Rupiah(0), Money.Rupiah(0), Next: null, code, At: null);

    /// <summary>Core answers most refusals as HTTP 200 with a status code in the body; Snap uses HTTP's.</summary>
    private static string Code(GatewayReply reply) => reply.Body.Text("status_code") ?? $"{reply.Status}";

    private static bool IsDuplicate(GatewayReply reply) =>
        Code(reply) == Duplicate || (reply.Status == 400 && reply.Body.Items("error_messages").Any(static message =>
            message.Text() is { } text && text.Contains("order_id", StringComparison.Ordinal)));

    private static string Reason(GatewayReply reply) => $"midtrans_{Code(reply)}";

    private async Task<GatewayReply> SendAsync(HttpMethod method, string host, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
            throw GatewayUnavailableException.NotConfigured(Name);
        var reply = await http.SendAsync(new GatewayRequest(Name, method, new Uri(host.TrimEnd('/') + path))
        {
            Authorization = BasicAuthorization.Of(options.Value.ServerKey),
            Body = body?.ToJsonString(),
            // Order id and refund key are taken once; capturing and cancelling twice is refused.
            IsRepeatable = true,
        }, cancellationToken);
        return Code(reply) switch
        {
            "401" or "403" => throw reply.TurnedAway(Name, $"it answered {Code(reply)} to {path}: is the key right?", isRefusal: true),
            "429" => throw reply.TurnedAway(Name, "it answered 429: too many requests", isRefusal: false),
            "500" or "502" or "503" or "504" or "505" when method != HttpMethod.Get =>
                throw new GatewayUnknownException(Name, $"it answered {Code(reply)} to {path}"),
            _ => reply,
        };
    }
}
