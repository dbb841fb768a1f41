using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Stripe;

/// <summary>
/// Stripe by its PaymentIntents API. The payer's card comes as a PaymentMethod (<c>pm_…</c>) or ConfirmationToken (<c>ctoken_…</c>) that
/// Stripe's own script made in the browser; card numbers never come here. Each POST carries an Idempotency-Key made from our ids.
/// </summary>
internal sealed class StripeGateway(GatewayHttp http, IOptions<StripeOptions> options) : IPaymentGateway
{
    /// <summary>The gateway's name.</summary>
    public const string GatewayName = "stripe";

    /// <summary>Where our payment id is in the metadata.</summary>
    public const string PaymentIdKey = "payment_id";

    /// <summary>Where our refund id is in the metadata.</summary>
    public const string RefundIdKey = "refund_id";

    /// <summary>What the answers look like; newer versions change nothing for us until somebody has read what they change.</summary>
    private const string Version = "2026-07-29.dahlia";

    private const string FormType = "application/x-www-form-urlencoded";
    private const string Expanded = "expand[]=latest_charge";
    private const int RefundPages = 10;

    private static readonly string[] Reasons = ["duplicate", "fraudulent", "requested_by_customer"];

    public string Name => GatewayName;

    public bool IsConfigured => options.Value.SecretKey.Length > 0;

    // Stripe takes twelve digits for IDR, and at least about half a dollar: https://docs.stripe.com/currencies.
    public GatewayAbilities Abilities { get; } = new(
        ManualCapture: true, PartialCapture: true, PartialRefund: true, Disputes: true, Money.Rupiah(10_000), Money.Rupiah(9_999_999_999));

    public async Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken)
    {
        if (order.PaymentMethod is not { Length: > 0 } method)
            return Refused(order.Amount, "payment_method_required");

        var reply = await PostAsync("/v1/payment_intents", $"payment-{order.PaymentId}",
        [
            ("amount", Minor(order.Amount)),
            ("currency", "idr"),
            ("confirm", "true"),
            ("capture_method", order.ManualCapture ? "manual" : "automatic"),
            (method.StartsWith("ctoken_", StringComparison.Ordinal) ? "confirmation_token" : "payment_method", method),
            ("automatic_payment_methods[enabled]", "true"),
            ("return_url", order.ReturnUrl.AbsoluteUri),
            ("description", order.Description),
            ($"metadata[{PaymentIdKey}]", order.PaymentId.ToString()),
            ("metadata[payer_id]", order.PayerId),
            ("expand[]", "latest_charge"),
        ], cancellationToken);
        return reply.IsSuccess ? Payment(reply) : Declined(reply, order.Amount);
    }

    public async Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken)
    {
        // A key that was used for one amount is refused with another for a day: a capture that was refused may be asked for again with less.
        var reply = await PostAsync($"{Intent(reference)}/capture", $"capture-{paymentId}-{Minor(amount)}",
            [("amount_to_capture", Minor(amount)), ("expand[]", "latest_charge")], cancellationToken);
        return reply.IsSuccess ? Payment(reply) : await TruthAsync(paymentId, reference, amount, reply, cancellationToken);
    }

    public async Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken)
    {
        var reply = await PostAsync($"{Intent(reference)}/cancel", $"cancel-{paymentId}",
            [("cancellation_reason", "requested_by_customer"), ("expand[]", "latest_charge")], cancellationToken);
        return reply.IsSuccess ? Payment(reply) : await TruthAsync(paymentId, reference, Money.Rupiah(0), reply, cancellationToken);
    }

    public async Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken)
    {
        var fields = new List<(string, string)>
        {
            ("payment_intent", refund.Reference),
            ("amount", Minor(refund.Amount)),
            ($"metadata[{RefundIdKey}]", refund.RefundId.ToString()),
            ($"metadata[{PaymentIdKey}]", refund.PaymentId.ToString()),
        };
        if (Reasons.Contains(refund.Reason))
            fields.Add(("reason", refund.Reason));

        var reply = await PostAsync("/v1/refunds", $"refund-{refund.RefundId}", fields, cancellationToken);
        return reply.IsSuccess
            ? StripeReader.Refund(reply.Body)
            : new GatewayRefund(RefundStatus.Failed, "", refund.Amount, StripeReader.FailureCode(reply.Body.At("error")));
    }

    /// <summary>By Stripe's name, or by Stripe's search, which may not find what is younger than a minute.</summary>
    public async Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        if (reference is { Length: > 0 })
        {
            var reply = await GetAsync($"{Intent(reference)}?{Expanded}", cancellationToken);
            return reply.IsSuccess ? Payment(reply) : Missing<GatewayPayment>(reply);
        }

        var query = Uri.EscapeDataString($"metadata['{PaymentIdKey}']:'{paymentId}'");
        var found = await GetAsync($"/v1/payment_intents/search?query={query}&limit=1&expand[]=data.latest_charge", cancellationToken);
        return found.Body.Items("data").Select(static intent => StripeReader.Payment(intent)).FirstOrDefault();
    }

    public async Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        if (reference is not { Length: > 0 })
            reference = (await FindAsync(paymentId, reference: null, cancellationToken))?.Reference;
        if (reference is null)
            return null;

        var after = "";
        for (var page = 0; page < RefundPages; page++)
        {
            var reply = await GetAsync($"/v1/refunds?payment_intent={Uri.EscapeDataString(reference)}&limit=100{after}", cancellationToken);
            if (!reply.IsSuccess)
                return Missing<GatewayRefund>(reply);
            var refunds = reply.Body.Items("data").ToArray();
            if (refunds.FirstOrDefault(refund => refund.Id("metadata", RefundIdKey) == refundId) is { ValueKind: JsonValueKind.Object } found)
                return StripeReader.Refund(found);
            if (reply.Body.At("has_more").ValueKind != JsonValueKind.True || refunds.Length == 0)
                return null;
            after = "&starting_after=" + Uri.EscapeDataString(refunds[^1].Text("id") ?? "");
        }

        throw new GatewayUnavailableException(Name, $"payment {paymentId} has more refunds than the {RefundPages * 100} that are read");
    }

    public async Task<GatewayRefund?> FindRefundAsync(string refundReference, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await GetAsync($"/v1/refunds/{Uri.EscapeDataString(refundReference)}", cancellationToken);
        if (!reply.IsSuccess)
            return Missing<GatewayRefund>(reply);
        return reference is not null && reply.Body.Text("payment_intent") == reference ? StripeReader.Refund(reply.Body) : null;
    }

    public async Task<GatewayDispute?> FindDisputeAsync(string disputeReference, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await GetAsync($"/v1/disputes/{Uri.EscapeDataString(disputeReference)}", cancellationToken);
        if (!reply.IsSuccess)
            return Missing<GatewayDispute>(reply);
        return reference is not null && reply.Body.Text("payment_intent") == reference ? StripeReader.Dispute(reply.Body) : null;
    }

    public Task<GatewayPage<GatewayRecord>?> ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        ListAsync("/v1/payment_intents", from, until, after, StripeReader.Record, cancellationToken);

    public Task<GatewayPage<ListedDispute>?> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        ListAsync(
            "/v1/disputes", from, until, after, static dispute => new ListedDispute(dispute.Text("payment_intent") ?? "", StripeReader.Dispute(dispute)), cancellationToken);

    public WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now) =>
        StripeWebhooks.Read(request, options.Value.WebhookSecrets.AsReadOnly(), now);

    private static string Intent(string reference) => $"/v1/payment_intents/{Uri.EscapeDataString(reference)}";

    private static string Minor(Money amount) => GatewayAmount.ToMinorUnits(amount).ToString(CultureInfo.InvariantCulture);

    private static GatewayPayment Refused(Money amount, string code, string reference = "") =>
        new(GatewayStatus.Declined, reference, amount, Money.Rupiah(0), Money.Rupiah(0), Next: null, code, At: null);

    private static GatewayPayment Declined(GatewayReply reply, Money amount) =>
        Refused(amount, StripeReader.FailureCode(reply.Body.At("error")), reply.Body.Text("error", "payment_intent", "id") ?? "");

    private GatewayPayment Payment(GatewayReply reply) => reply.Body.Text("id") is not null
        ? StripeReader.Payment(reply.Body)
        : throw new GatewayUnknownException(Name, "it answered something else than a PaymentIntent");

    /// <summary>A command was refused: what the payment is says why, and what to do.</summary>
    private async Task<GatewayPayment> TruthAsync(
        Guid paymentId, string reference, Money amount, GatewayReply refusal, CancellationToken cancellationToken)
    {
        var truth = await GatewayQuestions.AfterCommandAsync(Name, () => FindAsync(paymentId, reference, cancellationToken));
        var code = StripeReader.FailureCode(refusal.Body.At("error"));
        return truth is null ? Refused(amount, code) : truth with { FailureCode = truth.FailureCode ?? code };
    }

    private async Task<GatewayPage<TRecord>?> ListAsync<TRecord>(
        string path, DateTimeOffset from, DateTimeOffset until, string? after, Func<JsonElement, TRecord> read, CancellationToken cancellationToken)
    {
        // Stripe counts whole seconds: what was made in the last one is listed twice rather than never.
        var page = after is null ? "" : "&starting_after=" + Uri.EscapeDataString(after);
        var reply = await GetAsync(
            $"{path}?created[gte]={from.ToUnixTimeSeconds()}&created[lte]={until.ToUnixTimeSeconds()}&limit=100{page}", cancellationToken);
        if (!reply.IsSuccess)
            throw new GatewayUnavailableException(Name, $"it refused a question with {reply.Status}");
        var items = reply.Body.Items("data").ToArray();
        return new GatewayPage<TRecord>(
            [.. items.Select(read)], reply.Body.At("has_more").ValueKind == JsonValueKind.True && items.Length > 0 ? items[^1].Text("id") : null);
    }

    private T? Missing<T>(GatewayReply reply)
        where T : class => reply.Status == 404 ? null : throw new GatewayUnavailableException(Name, $"it refused a question with {reply.Status}");

    private Task<GatewayReply> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Get, path), cancellationToken);

    private Task<GatewayReply> PostAsync(string path, string key, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellationToken)
    {
        var form = string.Join('&', fields.Select(static field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        var request = Request(HttpMethod.Post, path);
        return SendAsync(request with { Body = form, ContentType = FormType, Headers = [.. request.Headers, ("Idempotency-Key", key)] }, cancellationToken);
    }

    private GatewayRequest Request(HttpMethod method, string path) => new(Name, method, new Uri(options.Value.BaseUrl.TrimEnd('/') + path))
    {
        Authorization = "Bearer " + options.Value.SecretKey,
        Headers = [("Stripe-Version", Version)],
        IsRepeatable = true,
    };

    private async Task<GatewayReply> SendAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
            throw GatewayUnavailableException.NotConfigured(Name);
        var reply = await http.SendAsync(request, cancellationToken);
        // The same key is being worked on: by our own earlier try, whose answer we did not wait for.
        return reply.Status == 409
            ? throw new GatewayUnknownException(Name, $"{request} is still being carried out")
            : reply;
    }
}
