using System.Collections.Immutable;
using Nusaloka.Bookings;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Bookings;

/// <summary>The decisions about cancelling.</summary>
internal static class CancellationRules
{
    private const int Everything = 10_000;
    private const int Half = 5_000;

    /// <summary>How many admins can have a quote at a time.</summary>
    private const int MaxQuotesOfAdmins = 8;

    /// <summary>The share that a traveller gets back who cancels now, in hundredths of a percent. The last moment of a time still counts.</summary>
    /// <param name="policy">The trip's policy.</param>
    /// <param name="startsAt">When the departure's first day begins where it starts.</param>
    /// <param name="now">The time.</param>
    public static int ShareOf(CancellationPolicy policy, DateTimeOffset startsAt, DateTimeOffset now)
    {
        var left = startsAt - now;
        return policy switch
        {
            CancellationPolicy.Flexible => left >= TimeSpan.FromHours(24) ? Everything : 0,
            CancellationPolicy.Moderate => left >= TimeSpan.FromDays(5) ? Everything : left >= TimeSpan.FromHours(24) ? Half : 0,
            CancellationPolicy.Strict => left >= TimeSpan.FromDays(14) ? Half : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "This is no policy. Add it here."),
        };
    }

    /// <summary>A share of an amount, rounded up to whole rupiah: the odd rupiah is the traveller's.</summary>
    public static Money RefundOf(Money total, int share) =>
        total with { Units = (long)(((Int128)total.Units * share + (Everything - 1)) / Everything) };

    /// <summary>The booking with a new quote in the place of the caller's last one. One for which no payment was begun is cancelled at once.</summary>
    public static Result<BookingState> Quote(BookingState state, string id, BookingActor actor, DateTimeOffset now)
    {
        if (BookingRules.RoleOf(state, actor) is not { } role)
            return BookingErrors.NotFound;
        if (Check(state, role, now) is { } wrong)
            return wrong;
        var refund = state.Status != BookingStatus.Confirmed ? state.Total with { Units = 0 }
            : role == BookingRole.Traveller ? RefundOf(state.Total, ShareOf(state.Policy, state.StartsAt, now))
            : state.Total;
        var quote = new QuotedCancellation(
            QuoteIdOf(id, state.Quotes), actor.AccountId, role, state.Status, refund, now + BookingLimits.QuoteTime, IsConfirmed: false);
        var quoted = BookingRules.Next(state, now) with { Quoted = With(state.Quoted, quote, now), Quotes = state.Quotes + 1 };
        return state.Status is BookingStatus.Confirmed or BookingStatus.Paying ? quoted : Cancelled(quoted, id, role, refund, now, quote);
    }

    /// <summary>The booking that is cancelled by the caller's newest quote; the very same one when it was before.</summary>
    public static Result<BookingState> Confirm(BookingState state, string id, ConfirmCancellation command, DateTimeOffset now)
    {
        if (BookingRules.RoleOf(state, command.Actor) is not { } role)
            return BookingErrors.NotFound;
        if (QuoteOf(state, command.Actor) is not { } quote || quote.Id != command.QuoteId)
            return BookingErrors.QuoteUnknown;
        if (quote.IsConfirmed)
            return state;
        if (Check(state, role, now) is { } wrong)
            return wrong;
        // Who was told that nothing was paid decides anew once it is.
        var isPaid = state.Status == BookingStatus.Confirmed;
        return now < quote.ExpiresAt && isPaid == (quote.Status == BookingStatus.Confirmed)
            ? Cancelled(BookingRules.Next(state, now), id, role, quote.RefundAmount, now, quote)
            : BookingErrors.QuoteExpired;
    }

    /// <summary>
    /// The booking whose departure does not take place: everything goes back. The very same one when it is over, or its trip was when the departure was called off,
    /// or an officer has decided about its money; null while it is between two steps.
    /// </summary>
    /// <param name="state">The booking.</param>
    /// <param name="id">Its id.</param>
    /// <param name="at">When the departure was called off, which may be heard of late.</param>
    /// <param name="now">The time.</param>
    public static BookingState? CallOff(BookingState state, string id, DateTimeOffset at, DateTimeOffset now)
    {
        if (!state.IsOpen || at >= state.EndsAt || state.Complaint is { RefundAmount: not null } || state.Status is BookingStatus.Cancelled or BookingStatus.Expired or BookingStatus.Refused)
            return state;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Cancel) is null)
            return null;
        var refund = state.Status == BookingStatus.Confirmed ? state.Total : state.Total with { Units = 0 };
        return Cancelled(BookingRules.Next(state, now), id, BookingRole.Departure, refund, now, by: null);
    }

    /// <summary>The booking whose traveller has left: what nobody has paid is cancelled. The very same one when it is paid, about to be, or over.</summary>
    public static BookingState Abandon(BookingState state, string id, DateTimeOffset now) =>
        state.Status is BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Paying
        && BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Cancel) is not null
            ? Cancelled(BookingRules.Next(state, now), id, BookingRole.Traveller, state.Total with { Units = 0 }, now, by: null)
            : state;

    /// <summary>
    /// The booking of whose payment nothing is left: before its trip is over it is cancelled. The very same one when it is not paid by that, or over; null while it is
    /// between two steps.
    /// </summary>
    /// <param name="state">The booking.</param>
    /// <param name="id">Its id.</param>
    /// <param name="paymentId">The payment.</param>
    /// <param name="isLost">Whether the payer's bank has it: then nothing has gone back by us, and the loss is settled when the guide would have been paid.</param>
    /// <param name="now">The time.</param>
    public static BookingState? Undo(BookingState state, string id, string paymentId, bool isLost, DateTimeOffset now)
    {
        if (state.PaidBy != paymentId || now >= state.EndsAt || state.Status is not (BookingStatus.Paying or BookingStatus.Confirmed))
            return state;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Cancel) is null)
            return null;
        return isLost
            ? Cancelled(BookingRules.Next(state, now), id, BookingRole.Bank, state.Total with { Units = 0 }, now, by: null)
            : Cancelled(BookingRules.Next(state, now), id, BookingRole.Refunder, state.Total, now, by: null);
    }

    /// <summary>What the caller's quote says.</summary>
    public static CancellationQuote View(BookingState state, string id, BookingActor actor)
    {
        var quote = QuoteOf(state, actor) ?? throw new InvalidOperationException($"Booking {id} has no quote for {actor.AccountId}.");
        var fee = quote.Status == BookingStatus.Confirmed ? state.Total - quote.RefundAmount : quote.RefundAmount with { Units = 0 };
        return new CancellationQuote(
            quote.Id, id, quote.IsConfirmed, quote.RefundAmount, fee, quote.RefundAmount.Units > 0 ? state.PaidWith : null, quote.ExpiresAt);
    }

    private static QuotedCancellation? QuoteOf(BookingState state, BookingActor actor) =>
        state.Quoted.FirstOrDefault(quote => quote.CallerId == actor.AccountId);

    /// <summary>The quotes with one more: without those that are over, and without the oldest of an admin's when many of them ask.</summary>
    private static ImmutableArray<QuotedCancellation> With(ImmutableArray<QuotedCancellation> quoted, QuotedCancellation quote, DateTimeOffset now)
    {
        var kept = quoted.RemoveAll(one => one.CallerId == quote.CallerId || one.ExpiresAt <= now);
        var ofAdmins = kept.Where(static one => one.By == BookingRole.Admin).ToImmutableArray();
        return (quote.By == BookingRole.Admin && ofAdmins.Length >= MaxQuotesOfAdmins ? kept.Remove(ofAdmins[0]) : kept).Add(quote);
    }

    private static Error? Check(BookingState state, BookingRole role, DateTimeOffset now)
    {
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Cancel) is null)
            return BookingErrors.Status(state.Status, "cancelled");
        if (state.Status != BookingStatus.Confirmed)
            return null;
        // Then an officer decides what goes back, or has.
        if (state.Complaint is not null)
            return BookingErrors.ComplaintExists;
        return role switch
        {
            BookingRole.Traveller when now >= state.StartsAt || state.CheckedInAt is not null => BookingErrors.TripStarted,
            // Who has guided the trip has earned the money, and we the fee: once it has begun staff decide.
            BookingRole.Guide when now >= state.StartsAt || state.CheckedInAt is not null => BookingErrors.TripDone,
            _ => null,
        };
    }

    private static BookingState Cancelled(
        BookingState next, string id, BookingRole role, Money refund, DateTimeOffset now, QuotedCancellation? by)
    {
        var wasPaid = next.Status == BookingStatus.Confirmed;
        var cancelled = next with
        {
            Status = BookingStatus.Cancelled,
            Step = !wasPaid && next.Payments > 0 ? BookingStep.StopPayment : BookingStep.Release,
            Reason = ReasonOf(role),
            RefundAmount = refund,
            // What stays is the guide's, when it would have been.
            PayoutAt = wasPaid && refund < next.Total ? next.PayoutAt : null,
            Complaint = next.Complaint is { RefundAmount: null } open ? open with { RefundAmount = refund, DecidedAt = now } : next.Complaint,
            Quoted = by is null ? next.Quoted : next.Quoted.Replace(by, by with { IsConfirmed = true }),
        };
        return cancelled with { PendingEvents = BookingEvents.Of(cancelled, id, now) };
    }

    private static string ReasonOf(BookingRole by) => by switch
    {
        BookingRole.Traveller => "cancelled_by_traveller",
        BookingRole.Guide => "cancelled_by_guide",
        BookingRole.Admin => "cancelled_by_staff",
        BookingRole.Refunder => "refunded",
        BookingRole.Bank => "payment_lost",
        _ => "departure_cancelled",
    };

    private static Guid QuoteIdOf(string id, int number) => NameBasedId.Create($"booking\n{id}\nquote\n{number}");
}
