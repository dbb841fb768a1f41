using Nusaloka.Grains.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>Tells a booking that a payment has its money in escrow; money that the booking does not want goes back by itself, and money for
/// what is no booking of ours is for officers to decide about.</summary>
internal sealed class PaidBookingHandler(IGrainFactory grains) : IEventHandler<PaymentSucceeded>
{
    private static readonly string Booking = PaymentRules.NameOf(PaymentPurpose.Booking);

    public async Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken)
    {
        if (payload.Purpose != Booking)
            return;

        var payment = new PaymentForBooking(payload.PaymentId, payload.PayerId, payload.Amount, payload.Method);
        var verdict = Guid.TryParse(payload.Subject, out var id)
            ? await grains.GetGrain<IBookingSagaGrain>(id.ToString()).AcceptAsync(payment, cancellationToken)
            : PaymentVerdict.Unknown;
        if (verdict == PaymentVerdict.Unknown)
            await grains.GetGrain<IUnclaimedPaymentGrain>(payload.PaymentId).ReportUnclaimedAsync(cancellationToken);
        else if (verdict == PaymentVerdict.Unwanted)
            await GiveBackAsync(id.ToString(), payload, cancellationToken);
    }

    private async Task GiveBackAsync(string bookingId, PaymentSucceeded payload, CancellationToken cancellationToken)
    {
        var refunded = await grains.GetGrain<IPaymentGrain>(payload.PaymentId)
            .RefundAsync(BookingSteps.RefundOf(bookingId, amount: null, "booking_not_payable"), cancellationToken);
        if (!refunded.IsSuccess && refunded.Error.Code == PaymentErrors.Disputed.Code)
        {
            // That may take weeks, and may end either way.
            await grains.GetGrain<IUnclaimedPaymentGrain>(payload.PaymentId).ReportUnreturnedAsync(cancellationToken);
            return;
        }

        // Nothing left means that it went back before, by another hand.
        if (!refunded.IsSuccess && refunded.Error.Code != PaymentErrors.AmountTooLarge(payload.Amount).Code)
            throw new InvalidOperationException($"Payment {payload.PaymentId}, which booking {bookingId} does not want, cannot be given back: {refunded.Error.Code}.");
    }
}
