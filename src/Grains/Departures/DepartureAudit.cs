using Microsoft.Extensions.Logging;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Departures;

/// <summary>A line in the log for each thing that happened to a departure as a whole, so that it can be searched and counted.</summary>
internal sealed partial class DepartureAudit(ILogger<DepartureAudit> logger)
    : IEventHandler<SeatFreed>, IEventHandler<SeatsOffered>, IEventHandler<DepartureCancelled>, IEventHandler<DeparturePriceFell>
{
    public Task HandleAsync(SeatFreed payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.DepartureId, payload.TripId, payload.Free);
        return Task.CompletedTask;
    }

    public Task HandleAsync(SeatsOffered payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.DepartureId, payload.TripId, payload.Seats);
        return Task.CompletedTask;
    }

    public Task HandleAsync(DepartureCancelled payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.DepartureId, payload.TripId, seats: null);
        return Task.CompletedTask;
    }

    public Task HandleAsync(DeparturePriceFell payload, EventContext context, CancellationToken cancellationToken)
    {
        LogPriceFell(payload.DepartureId, payload.TripId, payload.Price.Units);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 6720, Level = LogLevel.Information, Message = "{Departure} of trip {Trip} costs less: {Units}")]
    private partial void LogPriceFell(string departure, string trip, long units);

    [LoggerMessage(EventId = 6000, Level = LogLevel.Information, Message = "{EventType} {Departure} of trip {Trip}: {Seats} seats")]
    private partial void LogHappened(string eventType, string departure, string trip, int? seats);
}
