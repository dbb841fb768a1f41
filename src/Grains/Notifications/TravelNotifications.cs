using System.Globalization;
using Nusaloka.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Trips;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Tells travellers and guides what becomes of bookings and departures, who waited that there are seats or that there will be none, and who saved a trip of its news.
/// </summary>
internal sealed class TravelNotifications(NotificationPublisher publisher, IGrainFactory grains)
    : IEventHandler<BookingChanged>, IEventHandler<SeatsOffered>, IEventHandler<DepartureCancelled>, IEventHandler<TripAlert>
{
    /// <summary>Who waited hears that the departure is called off.</summary>
    private const string WaitedInVain = "departure.cancelled";

    /// <summary>The guide hears that too few have booked.</summary>
    private const string TooFew = "guide.departure.called_off";

    /// <summary>What the guide is told beside the traveller: of these types, under the name of the type with this word in front.</summary>
    private const string ForGuide = "guide.";

    public Task HandleAsync(BookingChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        (string Name, string? Value)[] variables =
        [
            ("booking_id", payload.BookingId), ("seats", Text(payload.Seats)), ("refund", Text(payload.RefundAmount.Units)),
            ("trip", payload.TripTitle), ("starts_on", Text(payload.StartsOn)), ("total", Text(payload.Total?.Units)),
        ];
        var source = context.EventId.ToString();
        // Who complains knows it. What nobody has paid for the guide has never heard of, so that it ends is no news either.
        var isForTraveller = context.Type != BookingChanged.ComplainedType;
        var isForGuide = context.Type is BookingChanged.ConfirmedType or BookingChanged.ComplainedType or BookingChanged.DecidedType
            || (context.Type == BookingChanged.CancelledType && payload.PaymentId is not null);
        var told = new List<NewNotification>();
        if (isForTraveller)
            told.Add(Of(source, payload.AccountId, context.Type, payload.At, variables));
        if (isForGuide)
            told.Add(Of(source, payload.GuideId, ForGuide + context.Type, payload.At, variables));
        return publisher.PublishAsync(told, cancellationToken);
    }

    /// <summary>Seats are kept for minutes: whoever asked for them by waiting is written to at once, whatever they have chosen for other news.</summary>
    public async Task HandleAsync(SeatsOffered payload, EventContext context, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(payload.AccountId).GetAsync(cancellationToken);
        if (account.Value is not { } waiter)
            return;
        var offered = Of(
            context.EventId.ToString(), payload.AccountId, context.Type, context.CreatedAt, ("departure_id", payload.DepartureId), ("seats", Text(payload.Seats)),
            ("until", payload.Until.ToString("O", CultureInfo.InvariantCulture)), ("starts_on", Text(payload.StartsOn)), ("trip", await TitleAsync(payload.TripId, cancellationToken)));
        await publisher.PublishAsync([offered with { Also = WayTo(waiter) }], cancellationToken);
    }

    public async Task HandleAsync(DepartureCancelled payload, EventContext context, CancellationToken cancellationToken)
    {
        var source = context.EventId.ToString();
        (string Name, string? Value)[] variables =
            [("departure_id", payload.DepartureId), ("starts_on", Text(payload.StartsOn)), ("trip", await TitleAsync(payload.TripId, cancellationToken))];
        var told = new List<NewNotification>();
        foreach (var id in payload.Waiting)
        {
            if ((await grains.GetGrain<IAccountGrain>(id).GetAsync(cancellationToken)).Value is { } waiter)
                told.Add(Of(source, id, WaitedInVain, payload.At, variables) with { Also = WayTo(waiter) });
        }

        if (payload is { Sold: { } sold, MinPeople: { } needed })
            told.Add(Of(source, payload.GuideId, TooFew, payload.At, [.. variables, ("sold", Text(sold)), ("needed", Text(needed))]));
        await publisher.PublishAsync(told, cancellationToken);
    }

    public Task HandleAsync(TripAlert payload, EventContext context, CancellationToken cancellationToken) => publisher.PublishAsync(
        [
            Of(
                context.EventId.ToString(), payload.AccountId,
                payload.News.Cause switch { TripAlertCause.PriceFell => "trip.price_fell", TripAlertCause.Changed => "trip.changed", _ => "trip.seat_freed" }, context.CreatedAt,
                ("trip_id", payload.News.TripId), ("trip", payload.News.Title), ("price", Text(payload.News.Price?.Units))),
        ],
        cancellationToken);

    /// <summary>The way on which somebody certainly hears of it: where nothing is proven, what they have chosen must do.</summary>
    private static NotificationChannel? WayTo(Account account) => account switch
    {
        { Email: not null, IsEmailVerified: true } => NotificationChannel.Email,
        { Phone: not null, IsPhoneVerified: true } => NotificationChannel.Sms,
        _ => null,
    };

    /// <summary>A notification without what is not known; its text does without that, too.</summary>
    private static NewNotification Of(string source, string accountId, string kind, DateTimeOffset at, params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        var known = new List<(string Name, string Value)>(variables.Length);
        foreach (var (name, value) in variables)
        {
            if (value is not null)
                known.Add((name, value));
        }

        return NewNotification.Of(source, accountId, kind, at, [.. known]);
    }

    private static string? Text(IFormattable? value) => value?.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture);

    private async Task<string?> TitleAsync(string tripId, CancellationToken cancellationToken) =>
        (await grains.GetGrain<ITripGrain>(tripId).GetAsync(cancellationToken)).Value?.Title;
}
