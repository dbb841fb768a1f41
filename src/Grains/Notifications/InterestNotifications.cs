using System.Globalization;
using Nusaloka.Grains.Matching;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Notifications;

/// <summary>Tells guides that somebody would come along, and travellers that they would be welcome.</summary>
internal sealed class InterestNotifications(NotificationPublisher publisher, IGrainFactory grains)
    : IEventHandler<InterestExpressed>, IEventHandler<InterestAgreed>
{
    /// <summary>Once for a traveller and a departure: who takes it back and says it again is no news.</summary>
    public async Task HandleAsync(InterestExpressed payload, EventContext context, CancellationToken cancellationToken) => await publisher.PublishAsync(
        [
            NewNotification.Of(
                payload.InterestId, payload.GuideId, context.Type, payload.At, ("trip_id", payload.TripId), ("trip", await TitleAsync(payload.TripId, cancellationToken)),
                ("day", Day(payload.StartsOn)), ("people", payload.GroupSize.ToString(CultureInfo.InvariantCulture))),
        ],
        cancellationToken);

    public async Task HandleAsync(InterestAgreed payload, EventContext context, CancellationToken cancellationToken) => await publisher.PublishAsync(
        [
            NewNotification.Of(
                context.EventId.ToString(), payload.TravellerId, context.Type, payload.At, ("departure_id", payload.DepartureId),
                ("trip", await TitleAsync(payload.TripId, cancellationToken)), ("day", Day(payload.StartsOn))),
        ],
        cancellationToken);

    private async Task<string> TitleAsync(string tripId, CancellationToken cancellationToken) =>
        (await grains.GetGrain<ITripGrain>(tripId).GetAsync(cancellationToken)).Value?.Title ?? "";

    private static string Day(DateOnly day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}
