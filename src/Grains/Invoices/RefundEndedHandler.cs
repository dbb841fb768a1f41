using Nusaloka.Grains.Payments;
using Nusaloka.Invoices;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Invoices;

/// <summary>
/// Writes the credit note of each refund of an invoiced payment, and voids it when the money comes back after all. Events of a payment come in
/// order, so the invoice is there first.
/// </summary>
internal sealed class RefundEndedHandler(InvoiceStore invoices, IGrainFactory grains) : IEventHandler<RefundEnded>
{
    public async Task HandleAsync(RefundEnded payload, EventContext context, CancellationToken cancellationToken)
    {
        // Money that never came into the payment was never invoiced.
        if (!payload.IsOfCaptured)
            return;

        var invoice = await invoices.FindOfPaymentAsync(payload.PaymentId, cancellationToken);
        if (payload.FailureCode is not null)
        {
            if (invoice is not null)
                await grains.GetGrain<IInvoiceGrain>(invoice.Id).VoidCreditNoteAsync(payload.RefundId, cancellationToken);
            return;
        }

        var credited = invoice is null
            ? InvoiceErrors.NotFound
            : await grains.GetGrain<IInvoiceGrain>(invoice.Id).CreditAsync(
                new CreditInvoice(payload.RefundId, payload.Amount, payload.Reason), cancellationToken);
        if (!credited.IsSuccess)
            throw new InvalidOperationException($"Refund {payload.RefundId} of payment {payload.PaymentId} got no credit note: {credited.Error.Code}.");
    }
}
