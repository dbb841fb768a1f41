using Nusaloka.Persistence.Storage;

namespace Nusaloka.Persistence.Outbox;

/// <summary>A handler with the event type that it is registered for, its payload type erased.</summary>
internal abstract class EventHandlerRegistration(string type)
{
    public string Type { get; } = type;

    public abstract Task HandleAsync(byte[] payload, EventContext context, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class EventHandlerRegistration<TPayload>(string type, IEventHandler<TPayload> handler) : EventHandlerRegistration(type)
{
    public override Task HandleAsync(byte[] payload, EventContext context, CancellationToken cancellationToken)
    {
        var typed = StateJson.Deserialize<TPayload>(payload)
            ?? throw new InvalidOperationException($"Event {context.EventId} of type '{Type}' has no payload for {typeof(TPayload).Name}.");
        return handler.HandleAsync(typed, context, cancellationToken);
    }
}
