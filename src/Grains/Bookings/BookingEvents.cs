using System.Collections.Immutable;
using Nusaloka.Bookings;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>A booking has come to another status that others may want to know of, or somebody has complained of it, or an officer decided about that.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="AccountId">Who booked.</param>
/// <param name="GuideId">Who guides.</param>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="RefundAmount">What goes back to the traveller; zero when nothing does. Of a decision what goes back by it.</param>
/// <param name="Reason">Why it was cancelled, expired or refused; null otherwise.</param>
/// <param name="At">When.</param>
/// <param name="PaymentId">What paid it; null before, and in events from before this was told.</param>
/// <param name="PaidAt">When it was paid; null as above.</param>
/// <param name="Earned">What guide and we have got; null before the trip is over.</param>
/// <param name="TripTitle">The trip's title when it was booked; null in events from before this was told.</param>
/// <param name="StartsOn">The first day; null as above.</param>
/// <param name="Total">What all seats cost; null as above.</param>
public sealed record BookingChanged(
    string BookingId, string AccountId, string GuideId, string TripId, string DepartureId, int Seats, Money RefundAmount, string? Reason, DateTimeOffset At,
    string? PaymentId = null, DateTimeOffset? PaidAt = null, Money? Earned = null,
    string? TripTitle = null, DateOnly? StartsOn = null, Money? Total = null)
{
    /// <summary>The name in the outbox of one that is paid and has its seats.</summary>
    public const string ConfirmedType = "booking.confirmed";

    /// <summary>The name in the outbox of one whose trip is over and whose guide has the money.</summary>
    public const string CompletedType = "booking.completed";

    /// <summary>The name in the outbox of one that was called off.</summary>
    public const string CancelledType = "booking.cancelled";

    /// <summary>The name in the outbox of one that nobody paid.</summary>
    public const string ExpiredType = "booking.expired";

    /// <summary>The name in the outbox of one that was paid and got no seats.</summary>
    public const string RefusedType = "booking.refused";

    /// <summary>The name in the outbox of one of which its traveller complains: the guide's money waits.</summary>
    public const string ComplainedType = "booking.complained";

    /// <summary>The name in the outbox of one about whose money an officer has decided.</summary>
    public const string DecidedType = "booking.complaint_decided";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Types { get; } =
        [ConfirmedType, CompletedType, CancelledType, ExpiredType, RefusedType, ComplainedType, DecidedType];
}

/// <summary>Makes the events of bookings.</summary>
internal static class BookingEvents
{
    /// <summary>What a booking that has come to its status tells; nothing when it is nobody's business.</summary>
    public static ImmutableArray<OutboxEvent> Of(BookingState state, string id, DateTimeOffset now)
    {
        var type = state.Status switch
        {
            BookingStatus.Confirmed => BookingChanged.ConfirmedType,
            BookingStatus.Completed => BookingChanged.CompletedType,
            BookingStatus.Cancelled => BookingChanged.CancelledType,
            BookingStatus.Expired => BookingChanged.ExpiredType,
            BookingStatus.Refused when !state.IsVoid => BookingChanged.RefusedType,
            _ => null,
        };
        return type is null ? [] : [Of(type, state, id, state.RefundAmount, now)];
    }

    /// <summary>What is told when the traveller has complained.</summary>
    public static ImmutableArray<OutboxEvent> Complained(BookingState state, string id, DateTimeOffset now) =>
        [Of(BookingChanged.ComplainedType, state, id, state.RefundAmount with { Units = 0 }, now)];

    /// <summary>What is told when an officer has decided about the money.</summary>
    public static ImmutableArray<OutboxEvent> Decided(BookingState state, string id, Money refund, DateTimeOffset now) =>
        [Of(BookingChanged.DecidedType, state, id, refund, now)];

    private static OutboxEvent Of(string type, BookingState state, string id, Money refund, DateTimeOffset now) => new(type, new BookingChanged(
        id, state.AccountId, state.GuideId, state.TripId, state.DepartureId, state.Seats, refund, state.Reason, now,
        state.PaidBy, state.PaidAt, state is { PayoutAmount: { } payout, FeeAmount: { } fee } ? payout + fee : null,
        state.TripTitle, state.StartsOn, state.Total));
}
