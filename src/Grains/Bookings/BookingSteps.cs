using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Departures;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// Does what a booking has begun, one thing at a time, and answers the next state. Each thing can be done again: departure, payment and
/// ledger know it by the booking's id.
/// </summary>
internal sealed partial class BookingSteps(IGrainFactory grains, BookingLedger ledger, IOptions<BookingOptions> options, ILogger<BookingSteps> logger)
{
    /// <summary>How long money waits for a bank to decide about a dispute before it is looked at again.</summary>
    private static readonly TimeSpan DisputeLook = TimeSpan.FromDays(1);

    /// <summary>Does the next thing of a booking that has begun one.</summary>
    public Task<StepOutcome> RunAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken) => state.Step switch
    {
        BookingStep.Hold => HoldAsync(state, id, now, cancellationToken),
        BookingStep.Confirm => ConfirmAsync(state, id, now, cancellationToken),
        BookingStep.StopPayment => StopPaymentAsync(state, id, now, cancellationToken),
        BookingStep.Release => ReleaseAsync(state, id, now, cancellationToken),
        BookingStep.Refund => RefundAsync(state, id, now, cancellationToken),
        BookingStep.PayOut => PayOutAsync(state, id, now, cancellationToken),
        _ => throw new InvalidOperationException($"Booking {id} has nothing to do."),
    };

    /// <summary>The payment with this id; null when it was never made.</summary>
    public async Task<Payment?> FindPaymentAsync(string? paymentId, CancellationToken cancellationToken)
    {
        if (paymentId is null)
            return null;
        var found = await Payment(paymentId).GetAsync(cancellationToken);
        return found.IsSuccess || found.Error.Code == PaymentErrors.NotFound.Code
            ? found.Value
            : throw new InvalidOperationException($"Payment {paymentId} cannot be read: {found.Error.Code}.");
    }

    private async Task<StepOutcome> HoldAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The booking is written down by now: an account that is closed meanwhile finds it, or has it refused here.
        var admitted = await grains.GetGrain<IUnpaidBookingsGrain>(state.AccountId).AdmitAsync(id, state.DepartureId, state.ExpiresAt, cancellationToken);
        if (admitted.Error is { } refusal)
        {
            var refused = BookingRules.Ended(state, id, isDone: false, now, refusal.Code);
            return new StepOutcome(refusal.Code == AccountErrors.NotFound.Code ? BookingRules.Erase(refused, now) : refused, refusal);
        }

        if (now >= state.ExpiresAt)
            return new StepOutcome(PayingRules.Expire(state, id, payment: null, now));
        var held = await Departure(state).HoldAsync(new HoldSeats(id, state.AccountId, state.Seats, state.ExpiresAt, state.Journey), cancellationToken);
        return new StepOutcome(BookingRules.Ended(state, id, held.IsSuccess, now, held.Error?.Code), held.Error);
    }

    private async Task<StepOutcome> ConfirmAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var confirmed = await Departure(state).ConfirmAsync(new ConfirmSeats(id, state.Seats, state.Journey), cancellationToken);
        return confirmed.IsSuccess
            ? new StepOutcome(PayingRules.Sold(state, id, options.Value.PayoutDelay, now))
            : new StepOutcome(PayingRules.Unsold(state, id, confirmed.Error.Code, now), confirmed.Error);
    }

    /// <summary>What is paid meanwhile, or comes later, is given back when it is heard of: <see cref="PaidBookingHandler"/>.</summary>
    private async Task<StepOutcome> StopPaymentAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (state.PaymentId(id) is { } paymentId)
            await Payment(paymentId).CancelAsync(cancellationToken);
        return new StepOutcome(BookingRules.Ended(state, id, isDone: true, now));
    }

    private async Task<StepOutcome> ReleaseAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var released = await Departure(state).ReleaseAsync(id, cancellationToken);
        if (!released.IsSuccess)
            LogNotReleased(id, state.DepartureId, released.Error.Code);
        return new StepOutcome(BookingRules.Ended(state, id, isDone: true, now));
    }

    private async Task<StepOutcome> RefundAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paymentId = PaidBy(state, id);
        // What an officer has decided is a refund of its own, beside that of a cancellation before.
        var command = state.Complaint is { RefundAmount: { } decided } complaint
            ? RefundOf($"{id}:complaint", decided, complaint.Note)
            : RefundOf(id, state.RefundAmount, state.Reason ?? "");
        var refunded = await Payment(paymentId).RefundAsync(command, cancellationToken);
        // Staff may have given some of it back already: then what is left of it.
        if (refunded.Error?.Code == PaymentErrors.AmountTooLarge(state.Total).Code)
            refunded = await Payment(paymentId).RefundAsync(command with { Amount = null }, cancellationToken);
        if (refunded.Error?.Code == PaymentErrors.Disputed.Code)
            throw new InvalidOperationException($"Payment {paymentId} of booking {id} is disputed: what goes back is decided after that.");
        // What its way back does not take is for the payment to send another way: it has the money, and shows how far it is.
        // Nothing left means that it went back before, by another hand.
        if (!refunded.IsSuccess && refunded.Error.Code != PaymentErrors.AmountTooLarge(state.Total).Code)
            LogNotRefunded(id, paymentId, refunded.Error.Code);
        return new StepOutcome(BookingRules.Ended(state, id, isDone: true, now));
    }

    private async Task<StepOutcome> PayOutAsync(BookingState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paymentId = PaidBy(state, id);
        var released = await Payment(paymentId).ReleaseAsync(new ReleasePayment(PayingRules.MostOf(state)), cancellationToken);
        if (released.Error?.Code == PaymentErrors.Disputed.Code)
            return new StepOutcome(PayingRules.Postpone(state, DisputeLook, now), released.Error);
        if (!released.IsSuccess)
            throw new InvalidOperationException($"The money of booking {id} cannot leave payment {paymentId}: {released.Error.Code}.");

        var (payout, fee) = await ledger.PayOutAsync(state, id, released.Value);
        return new StepOutcome(PayingRules.PaidOut(state, id, payout, fee, now));
    }

    /// <summary>The refund of a booking's payment, under a name that no caller can choose.</summary>
    internal static RefundPayment RefundOf(string id, Money? amount, string reason) => new(
        amount, reason, $"nusaloka:booking:{id}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"booking {id}"))),
        OrToWallet: true);

    private IDepartureGrain Departure(BookingState state) => grains.GetGrain<IDepartureGrain>(state.DepartureId);

    private IPaymentGrain Payment(string paymentId) => grains.GetGrain<IPaymentGrain>(paymentId);

    private static string PaidBy(BookingState state, string id) =>
        state.PaidBy ?? throw new InvalidOperationException($"Booking {id} is at step {state.Step} and was not paid.");

    [LoggerMessage(EventId = 6102, Level = LogLevel.Warning, Message = "The seats of booking {BookingId} were not released by departure {DepartureId}: {Code}")]
    private partial void LogNotReleased(string bookingId, string departureId, string code);

    [LoggerMessage(EventId = 6103, Level = LogLevel.Error, Message = "The money of booking {BookingId} is not given back by payment {PaymentId}: {Code}. Refund the payment by hand.")]
    private partial void LogNotRefunded(string bookingId, string paymentId, string code);
}
