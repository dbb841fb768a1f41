using Microsoft.Extensions.Logging;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Trips;

/// <summary>A line in the log for each thing that happened to trips on the market, so that it can be searched and counted.</summary>
internal sealed partial class TripAudit(ILogger<TripAudit> logger)
    : IEventHandler<TripPublished>, IEventHandler<TripArchived>, IEventHandler<TripPriceFell>
{
    public Task HandleAsync(TripPublished payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.TripId, units: null);
        return Task.CompletedTask;
    }

    public Task HandleAsync(TripArchived payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.TripId, units: null);
        return Task.CompletedTask;
    }

    public Task HandleAsync(TripPriceFell payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.TripId, payload.Price.Units);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 6200, Level = LogLevel.Information, Message = "{EventType} {TripId}: {Units}")]
    private partial void LogHappened(string eventType, string tripId, long? units);
}
