using System.Collections.Concurrent;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Tests.Trips;

/// <summary>Remembers the alerts that reach it, each event once.</summary>
internal sealed class HeardAlerts : IEventHandler<TripAlert>
{
    private readonly ConcurrentDictionary<Guid, TripAlert> _alerts = new();

    public Task HandleAsync(TripAlert payload, EventContext context, CancellationToken cancellationToken)
    {
        _alerts[context.EventId] = payload;
        return Task.CompletedTask;
    }

    /// <summary>Who was told of a trip; who was told twice is there twice.</summary>
    public IReadOnlyList<string> Of(string tripId) => [.. _alerts.Values.Where(alert => alert.News.TripId == tripId).Select(static alert => alert.AccountId)];
}
