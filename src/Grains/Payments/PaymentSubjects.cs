using Nusaloka.Bookings;
using Nusaloka.Invoices;
using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>Knows what payments are for. One that does not fit its booking or its invoice is refused before anybody pays it.</summary>
internal sealed class PaymentSubjects(IGrainFactory grains)
{
    /// <summary>Where the money of the payment goes, and why the payment cannot pay for its subject; null when it can.</summary>
    public async Task<(SystemAccount Payee, Error? Misfit)> CheckAsync(string paymentId, CreatePayment command, CancellationToken cancellationToken)
    {
        if (command.Purpose != PaymentPurpose.Booking || !Guid.TryParse(command.Subject, out var subject))
            return (SystemAccount.BookingEscrow, null);

        var booking = await grains.GetGrain<IBookingGrain>(subject.ToString()).GetAsync(cancellationToken);
        if (booking.Value is { } booked)
            return (SystemAccount.BookingEscrow, Misfit(booked, paymentId, command));

        var invoice = await grains.GetGrain<IInvoiceGrain>(subject.ToString()).GetAsync(cancellationToken);
        return invoice.Value is { } invoiced ? (SystemAccount.Fees, Misfit(invoiced, command)) : (SystemAccount.BookingEscrow, null);
    }

    private static Error? Misfit(Booking booking, string paymentId, CreatePayment command)
    {
        if (booking.AccountId != command.PayerId)
            return BookingErrors.NotFound;
        if (booking.Status is not (BookingStatus.AwaitingPayment or BookingStatus.Paying) || (booking.PaymentId ?? paymentId) != paymentId)
            return BookingErrors.Status(booking.Status, "paid by another payment");
        return booking.Total == command.Amount && command.CaptureMode == CaptureMode.Automatic ? null : BookingErrors.PaymentMisfit(booking.Total);
    }

    private static Error? Misfit(Invoice invoice, CreatePayment command)
    {
        if (invoice.CustomerId != command.PayerId || invoice.Status == InvoiceStatus.Draft)
            return InvoiceErrors.NotFound;
        if (invoice.Status is not (InvoiceStatus.Open or InvoiceStatus.Uncollectible))
            return InvoiceErrors.StatusForbids;
        // What is captured in part pays no invoice, and would be ours all the same.
        return invoice.Total == command.Amount && command.CaptureMode == CaptureMode.Automatic ? null : InvoiceErrors.PaymentMisfit(invoice.Total);
    }
}
