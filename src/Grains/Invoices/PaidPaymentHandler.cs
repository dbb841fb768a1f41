using Nusaloka.Grains.Payments;
using Nusaloka.Invoices;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Invoices;

/// <summary>
/// Writes the invoice of each payment that succeeded. A payment whose subject is an invoice of the payer over exactly that amount pays
/// that one instead.
/// </summary>
internal sealed class PaidPaymentHandler(IGrainFactory grains) : IEventHandler<PaymentSucceeded>
{
    private const string TopUp = "top_up";
    private const string Booking = "booking";

    /// <summary>The invoice of a payment.</summary>
    public static string InvoiceIdOf(string paymentId) => NameBasedId.Create("invoice\n" + paymentId).ToString();

    public async Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken)
    {
        if (await PaysInvoiceAsync(payload, cancellationToken))
            return;

        var issued = await grains.GetGrain<IInvoiceGrain>(InvoiceIdOf(payload.PaymentId)).IssueAsync(
            new IssueInvoice(
                payload.PayerId, DescriptionOf(payload), payload.Amount, payload.Purpose != TopUp, payload.PaymentId, payload.At),
            cancellationToken);
        if (!issued.IsSuccess)
            throw new InvalidOperationException($"Payment {payload.PaymentId} got no invoice: {issued.Error.Code}.");
    }

    private async Task<bool> PaysInvoiceAsync(PaymentSucceeded payment, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(payment.Subject, out var id))
            return false;

        var grain = grains.GetGrain<IInvoiceGrain>(id.ToString());
        var invoice = await grain.GetAsync(cancellationToken);
        return invoice.IsSuccess && invoice.Value.CustomerId == payment.PayerId && invoice.Value.Total == payment.Amount
            && (await grain.PayAsync(payment.PaymentId, cancellationToken)).IsSuccess;
    }

    /// <summary>Money in one's own wallet is not sold, so there is no tax on it; everything else is.</summary>
    private static string DescriptionOf(PaymentSucceeded payment) => payment.Purpose switch
    {
        TopUp => "Isi saldo dompet",
        Booking => "Pemesanan " + payment.Subject,
        _ => "Pembayaran " + payment.Subject,
    };
}
