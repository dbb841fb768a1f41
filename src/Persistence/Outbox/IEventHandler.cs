namespace Nusaloka.Persistence.Outbox;

/// <summary>
/// Receives events of one type. Delivery is at least once and in order per source: a handler must recognise an event that it has
/// handled before (<see cref="EventContext.EventId"/>). A handler that throws, or takes longer than
/// <see cref="OutboxOptions.HandlerTimeout"/>, gets the event again later, and until then no later event of that source.
/// While one is busy, other events of its partition may wait: slow work belongs into a grain of its own, which the handler calls.
/// All handlers of a type must succeed; when one fails, all get the event again. One instance serves all events, many at once.
/// </summary>
public interface IEventHandler<in TPayload>
{
    /// <summary>Handles an event.</summary>
    Task HandleAsync(TPayload payload, EventContext context, CancellationToken cancellationToken);
}
