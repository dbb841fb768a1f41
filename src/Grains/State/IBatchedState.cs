using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.State;

/// <summary>A state that <see cref="BatchedState{TState}"/> keeps: an immutable record.</summary>
internal interface IBatchedState<TSelf> : IEventSource
    where TSelf : IBatchedState<TSelf>
{
    /// <summary>The same state with these events in place of its own.</summary>
    TSelf WithEvents(IReadOnlyList<OutboxEvent> events);
}
