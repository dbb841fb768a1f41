using Nusaloka.Grains.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Referral;

/// <summary>Tells newcomers' invitations what is left of a payment of which something was given back, or taken back by their bank.</summary>
internal sealed class PaymentUndoneHandler(PaymentRecords payments, IGrainFactory grains) : IEventHandler<RefundEnded>, IEventHandler<DisputeChanged>
{
    public Task HandleAsync(RefundEnded payload, EventContext context, CancellationToken cancellationToken) =>
        LookAsync(payload.PaymentId, payload.At, cancellationToken);

    public Task HandleAsync(DisputeChanged payload, EventContext context, CancellationToken cancellationToken) =>
        LookAsync(payload.PaymentId, payload.At, cancellationToken);

    private async Task LookAsync(string paymentId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(paymentId, cancellationToken) is { Purpose: not PaymentPurpose.TopUp, AmountCaptured.Units: > 0 } payment)
            await grains.GetGrain<INewcomerGrain>(payment.PayerId).HasUndoneAsync(paymentId, ReferralRules.Left(payment), at, cancellationToken);
    }
}
