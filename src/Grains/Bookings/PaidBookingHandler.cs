using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>Tells a booking that a payment has its money in escrow; money that the booking does not want goes back by itself.</summary>
internal sealed partial class PaidBookingHandler(IGrainFactory grains, ILogger<PaidBookingHandler> logger) : IEventHandler<PaymentSucceeded>
{
    private static readonly string Booking = PaymentRules.NameOf(PaymentPurpose.Booking);

    public async Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken)
    {
        if (payload.Purpose != Booking || !Guid.TryParse(payload.Subject, out var id))
            return;

        var booking = grains.GetGrain<IBookingSagaGrain>(id.ToString());
        var payment = new PaymentForBooking(payload.PaymentId, payload.PayerId, payload.Amount, payload.Method);
        if (await booking.AcceptAsync(payment, cancellationToken) != PaymentVerdict.Unwanted)
            return;

        var refunded = await grains.GetGrain<IPaymentGrain>(payload.PaymentId)
            .RefundAsync(BookingSteps.RefundOf(id.ToString(), amount: null, "booking_not_payable"), cancellationToken);
        // Nothing left means that it went back before, by another hand.
        if (!refunded.IsSuccess && refunded.Error.Code != PaymentErrors.AmountTooLarge(payload.Amount).Code)
            throw new InvalidOperationException($"Payment {payload.PaymentId}, which booking {id} does not want, cannot be given back: {refunded.Error.Code}.");
        if (refunded.Value is { Refund.Status: RefundStatus.Failed } failed)
            LogNotRefunded(id.ToString(), payload.PaymentId, failed.Refund.FailureCode);
    }

    [LoggerMessage(EventId = 6104, Level = LogLevel.Error, Message = "Booking {BookingId} does not want payment {PaymentId}, and its money is not given back: {Code}. Refund the payment by hand.")]
    private partial void LogNotRefunded(string bookingId, string paymentId, string? code);
}
