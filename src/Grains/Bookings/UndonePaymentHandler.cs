using Nusaloka.Grains.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// Tells a booking that nothing is left of the payment that paid it, because staff or a gateway gave it back, or the payer's bank took it for good: nobody travels
/// for it then. Of a part that went back the booking need not know: the payment knows what is left.
/// </summary>
internal sealed class UndonePaymentHandler(PaymentRecords payments, IGrainFactory grains) : IEventHandler<RefundEnded>, IEventHandler<DisputeChanged>
{
    public Task HandleAsync(RefundEnded payload, EventContext context, CancellationToken cancellationToken) =>
        payload.IsOfCaptured ? LookAsync(payload.PaymentId, cancellationToken) : Task.CompletedTask;

    public Task HandleAsync(DisputeChanged payload, EventContext context, CancellationToken cancellationToken) =>
        LookAsync(payload.PaymentId, cancellationToken);

    private async Task LookAsync(string paymentId, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(paymentId, cancellationToken) is not { Purpose: PaymentPurpose.Booking, Status: PaymentStatus.Succeeded } payment || !Guid.TryParse(payment.Subject, out var id))
            return;
        var lost = payment.Disputes.Where(static dispute => dispute is { Status: DisputeStatus.Lost, IsOfAnotherTry: false }).Sum(static dispute => dispute.Amount.Units);
        if (payment.AmountCaptured.Units - payment.AmountRefunded.Units - lost > 0)
            return;

        if (!await grains.GetGrain<IBookingSagaGrain>(id.ToString()).UndoAsync(paymentId, isLost: lost > 0, cancellationToken))
            throw new InvalidOperationException($"Booking {id}, of whose payment {paymentId} nothing is left, is between two steps: again later.");
    }
}
