using Nusaloka.Bookings;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Bookings;

/// <summary>The decisions about cancelling.</summary>
internal static class CancellationRules
{
    private const int Everything = 10_000;
    private const int Half = 5_000;

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

    /// <summary>The booking with a new quote; one that is not paid is cancelled at once.</summary>
    public static Result<BookingState> Quote(BookingState state, string id, BookingActor actor, DateTimeOffset now)
    {
        if (BookingRules.RoleOf(state, actor) is not { } role)
            return BookingErrors.NotFound;
        if (Check(state, role, now) is { } wrong)
            return wrong;
        var refund = state.Status != BookingStatus.Confirmed ? state.Total with { Units = 0 }
            : role == BookingRole.Traveller ? RefundOf(state.Total, ShareOf(state.Policy, state.StartsAt, now))
            : state.Total;
        var quoted = BookingRules.Next(state, now) with
        {
            Quote = new QuotedCancellation(QuoteIdOf(id, state.Quotes), role, refund, now + BookingLimits.QuoteTime, IsConfirmed: false),
            Quotes = state.Quotes + 1,
        };
        return state.Status == BookingStatus.Confirmed ? quoted : Cancelled(quoted, id, role, refund, now);
    }

    /// <summary>The booking that is cancelled by its newest quote; the very same one when it was before.</summary>
    public static Result<BookingState> Confirm(BookingState state, string id, ConfirmCancellation command, DateTimeOffset now)
    {
        if (BookingRules.RoleOf(state, command.Actor) is not { } role)
            return BookingErrors.NotFound;
        if (state.Quote is not { } quote || quote.Id != command.QuoteId || quote.By != role)
            return BookingErrors.QuoteUnknown;
        if (quote.IsConfirmed)
            return state;
        if (Check(state, role, now) is { } wrong)
            return wrong;
        return now < quote.ExpiresAt
            ? Cancelled(BookingRules.Next(state, now), id, role, quote.RefundAmount, now)
            : BookingErrors.QuoteExpired;
    }

    /// <summary>The booking whose departure does not take place: everything goes back. The very same one when it is over; null while it is between two.</summary>
    public static BookingState? CallOff(BookingState state, string id, DateTimeOffset now)
    {
        if (!state.IsOpen || state.Status is BookingStatus.Cancelled or BookingStatus.Expired or BookingStatus.Refused)
            return state;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Cancel) is null)
            return null;
        var refund = state.Status == BookingStatus.Confirmed ? state.Total : state.Total with { Units = 0 };
        return Cancelled(BookingRules.Next(state, now), id, BookingRole.Departure, refund, now);
    }

    /// <summary>What a quote says to whom it was made for.</summary>
    public static CancellationQuote View(BookingState state, string id)
    {
        var quote = state.Quote ?? throw new InvalidOperationException($"Booking {id} has no quote.");
        var fee = state.PaidBy is null ? quote.RefundAmount with { Units = 0 } : state.Total - quote.RefundAmount;
        return new CancellationQuote(
            quote.Id, id, quote.IsConfirmed, quote.RefundAmount, fee, quote.RefundAmount.Units > 0 ? state.PaidWith : null, quote.ExpiresAt);
    }

    private static Error? Check(BookingState state, BookingRole role, DateTimeOffset now)
    {
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Cancel) is null)
            return BookingErrors.Status(state.Status, "cancelled");
        return role == BookingRole.Traveller && state.Status == BookingStatus.Confirmed && (now >= state.StartsAt || state.CheckedInAt is not null)
            ? BookingErrors.TripStarted
            : null;
    }

    private static BookingState Cancelled(BookingState next, string id, BookingRole by, Money refund, DateTimeOffset now)
    {
        var wasPaid = next.Status == BookingStatus.Confirmed;
        var cancelled = next with
        {
            Status = BookingStatus.Cancelled,
            Step = !wasPaid && next.Payments > 0 ? BookingStep.StopPayment : BookingStep.Release,
            Reason = ReasonOf(by),
            RefundAmount = refund,
            // What stays is the guide's, when it would have been.
            PayoutAt = wasPaid && refund < next.Total ? next.PayoutAt : null,
            Quote = by != BookingRole.Departure && next.Quote is { } quote ? quote with { IsConfirmed = true } : next.Quote,
        };
        return cancelled with { PendingEvents = BookingEvents.Of(cancelled, id, now) };
    }

    private static string ReasonOf(BookingRole by) => by switch
    {
        BookingRole.Traveller => "cancelled_by_traveller",
        BookingRole.Guide => "cancelled_by_guide",
        BookingRole.Admin => "cancelled_by_staff",
        _ => "departure_cancelled",
    };

    private static Guid QuoteIdOf(string id, int number) => NameBasedId.Create($"booking\n{id}\nquote\n{number}");
}
