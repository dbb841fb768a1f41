using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Bookings;

/// <summary>The decisions about a booking's payments, and about what becomes of their money.</summary>
internal static class PayingRules
{
    /// <summary>The booking that pays, with one more payment when the last one leads nowhere.</summary>
    /// <param name="state">The booking.</param>
    /// <param name="command">What the traveller asks.</param>
    /// <param name="needsNew">Whether a payment is to be made that was not there before.</param>
    /// <param name="now">The time.</param>
    public static Result<BookingState> Pay(BookingState state, PayBooking command, bool needsNew, DateTimeOffset now)
    {
        if (!state.Exists || state.AccountId != command.AccountId)
            return BookingErrors.NotFound;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Pay) is not { } next)
            return BookingErrors.Status(state.Status, "paid");
        if (now >= state.ExpiresAt)
            return BookingErrors.Expired;
        if (needsNew && state.Payments >= BookingLimits.MaxPayments)
            return BookingErrors.TooManyPayments;

        return BookingRules.Next(state, now) with
        {
            Status = next,
            Payments = needsNew ? state.Payments + 1 : state.Payments,
            Paying = NameOf(command),
        };
    }

    /// <summary>Whether the payer asks the same again: null when it is something else, false when the key was used for something else.</summary>
    public static bool? IsRepeat(BookingState state, PayBooking command) =>
        state.Paying is { } paying && paying.StartsWith(command.Key + "\n", StringComparison.Ordinal) ? paying == NameOf(command) : null;

    /// <summary>The booking after its payment was refused or waits for another choice: it waits again, too.</summary>
    /// <param name="state">The booking.</param>
    /// <param name="isRefused">Whether the request was refused as a whole, so that its key may be used again.</param>
    /// <param name="now">The time.</param>
    public static BookingState Unpay(BookingState state, bool isRefused, DateTimeOffset now) => BookingRules.Next(state, now) with
    {
        Status = BookingStatus.AwaitingPayment,
        Paying = isRefused ? null : state.Paying,
    };

    /// <summary>The booking whose seats are to be sold for a payment's money; null when the money is not for it and goes back.</summary>
    public static BookingState? Accept(BookingState state, PaymentForBooking payment, DateTimeOffset now)
    {
        if (!state.Exists || state.PaidBy is not null || payment.PayerId != state.AccountId || payment.Amount != state.Total
            || BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Accept) is not { } next)
        {
            return null;
        }

        return BookingRules.Next(state, now) with
        {
            Status = next, Step = BookingStep.Confirm, PaidBy = payment.Id, PaidWith = payment.Method, PaidAt = now,
        };
    }

    /// <summary>The booking whose countdown is over; the very same one when that cannot be, or its money is on its way.</summary>
    /// <param name="state">The booking.</param>
    /// <param name="id">Its id.</param>
    /// <param name="payment">What its payment is; null when it has none.</param>
    /// <param name="now">The time.</param>
    public static BookingState Expire(BookingState state, string id, PaymentStatus? payment, DateTimeOffset now)
    {
        if (now < state.ExpiresAt || payment is PaymentStatus.Processing or PaymentStatus.Succeeded
            || BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Expire) is not { } next)
        {
            return state;
        }

        var expired = BookingRules.Next(state, now) with
        {
            Status = next,
            Step = payment is null or PaymentStatus.Canceled ? BookingStep.None : BookingStep.StopPayment,
            Reason = BookingRules.NotPaid,
        };
        return expired with { PendingEvents = BookingEvents.Of(expired, id, now) };
    }

    /// <summary>The booking that was paid and got no seats: all of the money goes back.</summary>
    public static BookingState Unsold(BookingState state, string id, string reason, DateTimeOffset now) =>
        BookingRules.Ended(state with { RefundAmount = state.Total }, id, isDone: false, now, reason);

    /// <summary>The booking whose seats are sold: the guide's money is due some time after the end.</summary>
    public static BookingState Sold(BookingState state, string id, TimeSpan payoutDelay, DateTimeOffset now) =>
        BookingRules.Ended(state with { PayoutAt = state.EndsAt + payoutDelay }, id, isDone: true, now);

    /// <summary>The booking whose money is about to leave escrow, or waits on because of a complaint; the very same one before its time.</summary>
    public static BookingState PayOut(BookingState state, DateTimeOffset now)
    {
        if (state.PayoutAt > now || BookingTransitions.After(state.Status, state.Step, BookingCommandKind.PayOut) is not { } next)
            return state;
        return state.Complaint is { RefundAmount: null }
            ? ComplaintRules.Wait(state, now)
            : BookingRules.Next(state, now) with { Status = next, Step = BookingStep.PayOut };
    }

    /// <summary>The booking whose money waits, for the bank to decide about a dispute or for an officer.</summary>
    public static BookingState Postpone(BookingState state, TimeSpan delay, DateTimeOffset now) =>
        BookingRules.Next(state, now) with { Step = BookingStep.None, PayoutAt = now + delay };

    /// <summary>The booking whose money is where it belongs.</summary>
    public static BookingState PaidOut(BookingState state, string id, Money payout, Money fee, DateTimeOffset now) =>
        BookingRules.Ended(state with { PayoutAt = null, PayoutAmount = payout, FeeAmount = fee }, id, isDone: true, now);

    /// <summary>The most that can be the guide's: what does not go back to the traveller.</summary>
    public static Money MostOf(BookingState state) => state.Total - state.RefundAmount;

    /// <summary>Our fee of what is released and not lost, rounded up to whole rupiah: nothing is earned without it.</summary>
    public static Money FeeOf(Money earned, int basisPoints) =>
        earned with { Units = (long)((((Int128)earned.Units * basisPoints) + 9_999) / 10_000) };

    private static string NameOf(PayBooking command) => command.Key + "\n" + command.Fingerprint;
}
