using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Grains.Sandbox;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Sandbox;

/// <summary>The sandbox gateway, over HTTP like any other. Our ids are its references. See docs/reference/sandbox.md.</summary>
internal sealed class SandboxGateway(SandboxConnection connection, SandboxSettings settings) : IPaymentGateway
{
    /// <summary>The gateway's name.</summary>
    public const string GatewayName = "sandbox";

    public string Name => GatewayName;

    public bool IsConfigured => settings.IsEnabled;

    public GatewayAbilities Abilities { get; } = new(
        ManualCapture: true, PartialCapture: true, PartialRefund: true, Disputes: true, Money.Rupiah(1), Money.Rupiah(SandboxRules.MaxAmount));

    public async Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync("/payments", new JsonObject
        {
            ["id"] = order.PaymentId.ToString(),
            ["amount"] = GatewayAmount.Rupiah(order.Amount),
            ["description"] = order.Description,
            ["capture"] = order.ManualCapture ? "manual" : "automatic",
            ["card"] = order.PaymentMethod,
            ["channel"] = order.Channel,
            ["return_url"] = order.ReturnUrl.AbsoluteUri,
            ["expires_at"] = order.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        }, cancellationToken);
        return reply.IsSuccess ? Payment(reply) : Refused(order.Amount, SandboxConnection.Code(reply));
    }

    public Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken) =>
        CommandAsync(paymentId, "capture", new JsonObject { ["amount"] = GatewayAmount.Rupiah(amount) }, cancellationToken);

    public Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken) =>
        CommandAsync(paymentId, "cancel", [], cancellationToken);

    public async Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync(
            $"/payments/{refund.PaymentId}/refunds",
            new JsonObject { ["id"] = refund.RefundId.ToString(), ["amount"] = GatewayAmount.Rupiah(refund.Amount) },
            cancellationToken);
        return reply.IsSuccess
            ? SandboxReader.Refund(reply.Body)
            : new GatewayRefund(RefundStatus.Failed, "", refund.Amount, SandboxConnection.Code(reply));
    }

    public async Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        await connection.GetAsync($"/payments/{paymentId}", cancellationToken) is { } reply ? Payment(reply) : null;

    public async Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await connection.GetAsync($"/payments/{paymentId}", cancellationToken);
        return reply?.Body.Items("refunds").Where(refund => refund.Id("id") == refundId).Select(SandboxReader.Refund).FirstOrDefault();
    }

    public async Task<GatewayDispute?> FindDisputeAsync(string disputeReference, Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        var reply = await connection.GetAsync($"/payments/{paymentId}", cancellationToken);
        return disputeReference == $"dispute-{paymentId}" && reply?.Body.At("dispute") is { ValueKind: JsonValueKind.Object } dispute
            ? SandboxReader.DisputeOf(dispute, disputeReference)
            : null;
    }

    public Task<GatewayPage<GatewayRecord>?> ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        connection.ListAsync("/payments", from, until, after, SandboxReader.Record, cancellationToken);

    public Task<GatewayPage<ListedDispute>?> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        connection.ListAsync("/disputes", from, until, after, SandboxReader.ListedDispute, cancellationToken);

    public WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now) => settings.IsEnabled
        ? SandboxWebhooks.Read(request, settings.WebhookSecrets, now)
        : new WebhookReading.Rejected("not_enabled");

    private static GatewayPayment Refused(Money amount, string code) =>
        new(GatewayStatus.Declined, "", amount, Money.Rupiah(0), Money.Rupiah(0), Next: null, code, At: null);

    private async Task<GatewayPayment> CommandAsync(Guid paymentId, string command, JsonObject body, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync($"/payments/{paymentId}/{command}", body, cancellationToken);
        if (reply.IsSuccess)
            return Payment(reply);

        var truth = await GatewayQuestions.AfterCommandAsync(Name, () => FindAsync(paymentId, reference: null, cancellationToken));
        var code = SandboxConnection.Code(reply);
        return truth is null ? Refused(Money.Rupiah(0), code) : truth with { FailureCode = truth.FailureCode ?? code };
    }

    private GatewayPayment Payment(GatewayReply reply) => reply.Body.Text("id") is not null
        ? SandboxReader.Payment(reply.Body, settings.PublicUrl)
        : throw new GatewayUnknownException(Name, "it answered something else than a payment");
}
