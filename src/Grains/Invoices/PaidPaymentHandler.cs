using Nusaloka.Grains.Payments;
using Nusaloka.Invoices;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Invoices;

/// <summary>
/// Writes the invoice of each payment that succeeded. A payment whose subject is an invoice of the payer over exactly that amount pays
/// that one instead; when that one cannot be paid any more the money goes back, or waits for officers while the payer's bank asks for it, too.
/// </summary>
internal sealed class PaidPaymentHandler(IGrainFactory grains) : IEventHandler<PaymentSucceeded>
{
    private const string TopUp = "top_up";
    private const string Booking = "booking";

    /// <summary>The invoice of a payment.</summary>
    public static string InvoiceIdOf(string paymentId) => NameBasedId.Create("invoice\n" + paymentId).ToString();

    public async Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken)
    {
        var meant = await MeantAsync(payload, cancellationToken);
        if (meant is not null && (await meant.PayAsync(payload.PaymentId, cancellationToken)).IsSuccess)
            return;

        var issued = await grains.GetGrain<IInvoiceGrain>(InvoiceIdOf(payload.PaymentId)).IssueAsync(
            new IssueInvoice(
                payload.PayerId, DescriptionOf(payload), payload.Amount, payload.Purpose != TopUp, payload.PaymentId, payload.At),
            cancellationToken);
        if (!issued.IsSuccess)
            throw new InvalidOperationException($"Payment {payload.PaymentId} got no invoice: {issued.Error.Code}.");
        if (meant is not null)
            await GiveBackAsync(payload, cancellationToken);
    }

    /// <summary>The invoice that the payment was made for; null when it was made for something else.</summary>
    private async Task<IInvoiceGrain?> MeantAsync(PaymentSucceeded payment, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(payment.Subject, out var id))
            return null;

        var grain = grains.GetGrain<IInvoiceGrain>(id.ToString());
        var invoice = await grain.GetAsync(cancellationToken);
        return invoice.IsSuccess && invoice.Value.CustomerId == payment.PayerId && invoice.Value.Total == payment.Amount ? grain : null;
    }

    /// <summary>The invoice was voided or paid while this was on its way: nothing is sold for the money.</summary>
    private async Task GiveBackAsync(PaymentSucceeded payment, CancellationToken cancellationToken)
    {
        var refunded = await grains.GetGrain<IPaymentGrain>(payment.PaymentId).RefundAsync(
            new RefundPayment(Amount: null, "Tagihan sudah ditutup", "nusaloka:invoice closed", Fingerprint: "", OrToWallet: true), cancellationToken);
        if (!refunded.IsSuccess && refunded.Error.Code == PaymentErrors.Disputed.Code)
        {
            // That may take weeks, and may end either way.
            await grains.GetGrain<IUnclaimedPaymentGrain>(payment.PaymentId).ReportUnreturnedAsync(cancellationToken);
            return;
        }

        // Nothing left means that it went back before, by another hand.
        if (!refunded.IsSuccess && refunded.Error.Code != PaymentErrors.AmountTooLarge(payment.Amount).Code)
            throw new InvalidOperationException($"Payment {payment.PaymentId} for a closed invoice cannot be given back: {refunded.Error.Code}.");
    }

    /// <summary>Money in one's own wallet is not sold, so there is no tax on it; everything else is.</summary>
    private static string DescriptionOf(PaymentSucceeded payment) => payment.Purpose switch
    {
        TopUp => "Isi saldo dompet",
        Booking => "Pemesanan " + payment.Subject,
        _ => "Pembayaran " + payment.Subject,
    };
}
