using Microsoft.Extensions.Logging;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>A line in the log for each end that a booking comes to, so that it can be searched and counted.</summary>
internal sealed partial class BookingAudit(ILogger<BookingAudit> logger) : IEventHandler<BookingChanged>
{
    public Task HandleAsync(BookingChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.BookingId, payload.DepartureId, payload.Seats, payload.Reason);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 6105, Level = LogLevel.Information, Message = "{EventType} {BookingId} of departure {DepartureId}: {Seats} seats, {Reason}")]
    private partial void LogHappened(string eventType, string bookingId, string departureId, int seats, string? reason);
}
