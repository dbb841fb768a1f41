using System.Globalization;
using Microsoft.Extensions.Logging;
using Nusaloka.Departures;
using Nusaloka.Grains.Departures;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>Has those told who have saved a trip of which there is news, or booked one that is written anew, page by page.</summary>
internal sealed partial class TripAlertHandlers(IGrainFactory grains, ILogger<TripAlertHandlers> logger)
    : IEventHandler<TripPriceFell>, IEventHandler<DeparturePriceFell>, IEventHandler<TripChanged>, IEventHandler<SeatFreed>, IEventHandler<TripAlertsDue>, IEventHandler<TripAlert>
{
    /// <summary>Where every departure that can be booked has a price of its own nobody pays less.</summary>
    public async Task HandleAsync(TripPriceFell payload, EventContext context, CancellationToken cancellationToken)
    {
        if (!await HaveAllOwnPricesAsync(payload.TripId, cancellationToken))
            await BeginAsync(new TripNews(payload.TripId, TripAlertCause.PriceFell, null, payload.Price), context.CreatedAt, cancellationToken);
    }

    /// <summary>In the same alert as the trip's own prices: once a day.</summary>
    public Task HandleAsync(DeparturePriceFell payload, EventContext context, CancellationToken cancellationToken) =>
        BeginAsync(new TripNews(payload.TripId, TripAlertCause.PriceFell, payload.DepartureId, payload.Price), context.CreatedAt, cancellationToken);

    /// <summary>Who has booked hears of each version, also of a trip that is off the market.</summary>
    public async Task HandleAsync(TripChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var title = payload.Title ?? (await grains.GetGrain<ITripGrain>(payload.TripId).GetAsync(cancellationToken)).Value?.Title;
        await grains.GetGrain<ITripAlertsGrain>(string.Create(CultureInfo.InvariantCulture, $"{payload.TripId}/changed/{payload.Version}"))
            .BeginAsync(new TripNews(payload.TripId, TripAlertCause.Changed, null, null, title), cancellationToken);
    }

    public Task HandleAsync(SeatFreed payload, EventContext context, CancellationToken cancellationToken) =>
        BeginAsync(new TripNews(payload.TripId, TripAlertCause.SeatFreed, payload.DepartureId, null), context.CreatedAt, cancellationToken);

    public Task HandleAsync(TripAlertsDue payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<ITripAlertsGrain>(payload.Key).TellAsync(payload.Page, cancellationToken);

    /// <summary>A line in the log for each, for who has to know whom we told; notifications are handlers of their own.</summary>
    public Task HandleAsync(TripAlert payload, EventContext context, CancellationToken cancellationToken)
    {
        LogAlert(payload.AccountId, payload.News.TripId, payload.News.Cause);
        return Task.CompletedTask;
    }

    /// <summary>The grain that tells of one cause on one day (UTC).</summary>
    internal static string KeyOf(string tripId, TripAlertCause cause, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{tripId}/{(cause == TripAlertCause.PriceFell ? "price_fell" : "seat_freed")}/{at.UtcDateTime:yyyy-MM-dd}");

    private async Task BeginAsync(TripNews news, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Of what nobody can book any more nobody needs to hear.
        if (await grains.GetGrain<ITripGrain>(news.TripId).GetAsync(cancellationToken) is { IsSuccess: true, Value: { Status: TripStatus.Published } trip })
            await grains.GetGrain<ITripAlertsGrain>(KeyOf(news.TripId, news.Cause, at)).BeginAsync(news with { Title = trip.Title }, cancellationToken);
    }

    private async Task<bool> HaveAllOwnPricesAsync(string tripId, CancellationToken cancellationToken)
    {
        var (cursor, isAny) = ((string?)null, false);
        do
        {
            var page = await grains.GetGrain<IDepartureQueryGrain>("0").ListOfTripAsync(
                tripId, bookableOnly: true, new PageRequest(PageRequest.MaxLimit, cursor), cancellationToken);
            if (!page.IsSuccess || page.Value.Items.Any(static departure => departure.OwnPrice is null))
                return false;
            isAny |= !page.Value.Items.IsEmpty;
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);
        return isAny;
    }

    [LoggerMessage(EventId = 6201, Level = LogLevel.Debug, Message = "{AccountId} is told of saved trip {TripId}: {Cause}")]
    private partial void LogAlert(string accountId, string tripId, TripAlertCause cause);
}
