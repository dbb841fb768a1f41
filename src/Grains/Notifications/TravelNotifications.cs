using System.Globalization;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>Tells travellers and guides what becomes of bookings, who waited that there are seats, and who saved a trip of its news.</summary>
internal sealed class TravelNotifications(NotificationPublisher publisher)
    : IEventHandler<BookingChanged>, IEventHandler<SeatsOffered>, IEventHandler<TripAlert>
{
    /// <summary>What the guide is told beside the traveller: of these types, under the name of the type with this word in front.</summary>
    private const string ForGuide = "guide.";

    public Task HandleAsync(BookingChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        (string Name, string Value)[] variables =
        [
            ("booking_id", payload.BookingId), ("seats", payload.Seats.ToString(CultureInfo.InvariantCulture)),
            ("refund", payload.RefundAmount.Units.ToString(CultureInfo.InvariantCulture)),
        ];
        var source = context.EventId.ToString();
        var traveller = NewNotification.Of(source, payload.AccountId, context.Type, payload.At, variables);
        return publisher.PublishAsync(
            context.Type is BookingChanged.ConfirmedType or BookingChanged.CancelledType
                ? [traveller, NewNotification.Of(source, payload.GuideId, ForGuide + context.Type, payload.At, variables)]
                : [traveller],
            cancellationToken);
    }

    public Task HandleAsync(SeatsOffered payload, EventContext context, CancellationToken cancellationToken) => publisher.PublishAsync(
        [
            NewNotification.Of(
                context.EventId.ToString(), payload.AccountId, context.Type, context.CreatedAt, ("departure_id", payload.DepartureId),
                ("seats", payload.Seats.ToString(CultureInfo.InvariantCulture)), ("until", payload.Until.ToString("O", CultureInfo.InvariantCulture))),
        ],
        cancellationToken);

    public Task HandleAsync(TripAlert payload, EventContext context, CancellationToken cancellationToken) => publisher.PublishAsync(
        [
            NewNotification.Of(
                context.EventId.ToString(), payload.AccountId,
                payload.News.Cause switch { TripAlertCause.PriceFell => "trip.price_fell", TripAlertCause.Changed => "trip.changed", _ => "trip.seat_freed" }, context.CreatedAt, ("trip_id", payload.News.TripId)),
        ],
        cancellationToken);
}
