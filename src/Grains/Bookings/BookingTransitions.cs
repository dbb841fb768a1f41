using Nusaloka.Bookings;
using static Nusaloka.Bookings.BookingStatus;

namespace Nusaloka.Grains.Bookings;

/// <summary>Where a booking can go from where it is: the whole table, with nothing but the table in it.</summary>
internal static class BookingTransitions
{
    /// <summary>
    /// Where a command leads; null when it cannot be done. While a step is not over nothing else can be begun, but a booking that asks for
    /// its seats can be given up: the departure refuses what comes after the release.
    /// </summary>
    public static BookingStatus? After(BookingStatus from, BookingStep step, BookingCommandKind command) => (command, from, step) switch
    {
        (BookingCommandKind.ChangeGuests, Holding or AwaitingPayment or Paying or Confirmed, _) => from,
        (BookingCommandKind.CheckIn, Confirmed, _) => from,
        (BookingCommandKind.Expire, Holding, BookingStep.Hold) => Expired,
        (BookingCommandKind.Cancel, Holding, BookingStep.Hold) => Cancelled,
        (_, _, not BookingStep.None) => null,
        (BookingCommandKind.Retry, Refused, _) => Holding,
        (BookingCommandKind.Pay or BookingCommandKind.Accept, AwaitingPayment or Paying, _) => Paying,
        (BookingCommandKind.Expire, AwaitingPayment or Paying, _) => Expired,
        (BookingCommandKind.Cancel, AwaitingPayment or Paying or Confirmed, _) => Cancelled,
        (BookingCommandKind.PayOut or BookingCommandKind.DecideComplaint, Confirmed or Cancelled, _) => from,
        (BookingCommandKind.Complain, Confirmed, _) => from,
        _ => null,
    };

    /// <summary>Where the end of a step leads, and what is done next.</summary>
    /// <param name="from">Where the booking is.</param>
    /// <param name="step">What has come to its end.</param>
    /// <param name="isDone">Whether it was done; false when the other side refused it for good.</param>
    /// <param name="owesRefund">Whether money is to go back.</param>
    public static (BookingStatus Status, BookingStep Step) Ended(BookingStatus from, BookingStep step, bool isDone, bool owesRefund) => (step, from) switch
    {
        (BookingStep.Hold, Holding) => (isDone ? AwaitingPayment : Refused, BookingStep.None),
        (BookingStep.Confirm, Paying) => isDone ? (Confirmed, BookingStep.None) : (Refused, BookingStep.Release),
        // Seats that merely expire are free by themselves; those of a booking that was given up are released.
        (BookingStep.StopPayment, Expired) => (from, BookingStep.None),
        (BookingStep.StopPayment, Cancelled) => (from, BookingStep.Release),
        // A confirmation that was sent twice may be on its way still: after the release it sells nothing.
        (BookingStep.Release, Cancelled or Refused) => (from, owesRefund ? BookingStep.Refund : BookingStep.None),
        (BookingStep.Refund, Confirmed or Cancelled or Refused) => (from, BookingStep.None),
        (BookingStep.PayOut, Confirmed) => (Completed, BookingStep.None),
        (BookingStep.PayOut, Cancelled) => (from, BookingStep.None),
        _ => throw new InvalidOperationException($"A booking that is {from} has no step {step}."),
    };

    /// <summary>The steps that a booking can be at while it is in a status.</summary>
    public static bool IsPlace(BookingStatus status, BookingStep step) => (status, step) switch
    {
        (Holding, _) => step == BookingStep.Hold,
        (_, BookingStep.None) => true,
        (Paying, BookingStep.Confirm) or (Expired, BookingStep.StopPayment) or (Refused, BookingStep.Release or BookingStep.Refund) or (Confirmed, BookingStep.Refund or BookingStep.PayOut) => true,
        (Cancelled, BookingStep.StopPayment or BookingStep.Release or BookingStep.Refund or BookingStep.PayOut) => true,
        _ => false,
    };
}
