using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>Knows what payments are for. One that does not fit its booking is refused before anybody pays it.</summary>
internal sealed class PaymentSubjects(IGrainFactory grains)
{
    /// <summary>Why the payment cannot pay for its subject; null when it can, or when the subject is no booking of ours.</summary>
    public async Task<Error?> CheckAsync(string paymentId, CreatePayment command, CancellationToken cancellationToken)
    {
        if (command.Purpose != PaymentPurpose.Booking || !Guid.TryParse(command.Subject, out var bookingId))
            return null;

        var found = await grains.GetGrain<IBookingGrain>(bookingId.ToString()).GetAsync(cancellationToken);
        if (found.Value is not { } booking)
            return null;
        if (booking.AccountId != command.PayerId)
            return BookingErrors.NotFound;
        if (booking.Status is not (BookingStatus.AwaitingPayment or BookingStatus.Paying) || (booking.PaymentId ?? paymentId) != paymentId)
            return BookingErrors.Status(booking.Status, "paid by another payment");
        return booking.Total == command.Amount && command.CaptureMode == CaptureMode.Automatic ? null : BookingErrors.PaymentMisfit(booking.Total);
    }
}
