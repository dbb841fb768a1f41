using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>
/// Somebody outside who takes money from people for us. Amounts are in our units; the gateway's own are its adapter's business. What a
/// gateway refuses is a result (<see cref="GatewayStatus.Declined"/>, <see cref="RefundStatus.Failed"/>), with its reason in
/// <c>FailureCode</c>; two exceptions say what else can happen, and any command may be repeated after either of them.
/// </summary>
/// <exception cref="GatewayUnavailableException">Certainly nothing was done.</exception>
/// <exception cref="GatewayUnknownException">It may have been done: ask <see cref="FindAsync"/> before anything else.</exception>
internal interface IPaymentGateway
{
    /// <summary>How callers name it, and the name of its clearing account: <c>sandbox</c>, <c>stripe</c>, <c>midtrans</c>, <c>xendit</c>.</summary>
    string Name { get; }

    /// <summary>Whether its keys are configured. One that is not answers every command with <see cref="GatewayUnavailableException"/>.</summary>
    bool IsConfigured { get; }

    /// <summary>What it can do.</summary>
    GatewayAbilities Abilities { get; }

    /// <summary>Makes the payment and confirms it. The same payment id again is the same charge, never a second one.</summary>
    Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken);

    /// <summary>Takes what was authorized, or a part of it; the rest is released. Answers what the payment is afterwards.</summary>
    Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken);

    /// <summary>Gives the payment up. Answers what it is afterwards: one that has succeeded meanwhile stays so.</summary>
    Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken);

    /// <summary>Gives money back. The same refund id again is the same refund.</summary>
    Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken);

    /// <summary>The truth about a payment, asked from the gateway; null when it knows nothing of it.</summary>
    /// <param name="paymentId">Our id.</param>
    /// <param name="reference">What the gateway calls it; null when its answer never came.</param>
    Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken);

    /// <summary>The truth about a refund, asked from the gateway; null when it knows nothing of it.</summary>
    /// <param name="refundId">Our id of the refund.</param>
    /// <param name="paymentId">Our id of its payment.</param>
    /// <param name="reference">What the gateway calls the payment; null when it is not known.</param>
    Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken);

    /// <summary>The truth about a refund that was made at the gateway and not by us; null when it knows nothing of it, or it is another payment's.</summary>
    /// <param name="refundReference">What the gateway calls the refund.</param>
    /// <param name="paymentId">Our id of the payment.</param>
    /// <param name="reference">What the gateway calls the payment; null when it is not known.</param>
    Task<GatewayRefund?> FindRefundAsync(string refundReference, Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayRefund?>(null);

    /// <summary>The truth about a dispute; null when it knows nothing of it, or it is another payment's.</summary>
    /// <param name="disputeReference">What the gateway calls the dispute.</param>
    /// <param name="paymentId">Our id of the payment.</param>
    /// <param name="reference">What the gateway calls the payment; null when it is not known.</param>
    Task<GatewayDispute?> FindDisputeAsync(string disputeReference, Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayDispute?>(null);

    /// <summary>What was made at the gateway from a time on and before another, by us or by others, a page at a time; null when it has no list.</summary>
    /// <param name="from">The first time.</param>
    /// <param name="until">The time after the last.</param>
    /// <param name="after">Where the page begins, see <see cref="GatewayPage{TRecord}.Next"/>; null for the first one.</param>
    Task<GatewayPage<GatewayRecord>?> ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayPage<GatewayRecord>?>(null);

    /// <summary>
    /// The disputes that were opened at the gateway from a time on and before another, as they are now, a page at a time; null when it has no list.
    /// </summary>
    /// <param name="from">The first time.</param>
    /// <param name="until">The time after the last.</param>
    /// <param name="after">Where the page begins; null for the first one.</param>
    Task<GatewayPage<ListedDispute>?> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayPage<ListedDispute>?>(null);

    /// <summary>Checks who sent a webhook, over the raw body, and reads it. Never throws for what somebody may send.</summary>
    WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now);
}
