namespace Nusaloka.Persistence.Outbox;

/// <summary>A grain state whose writes carry events: they are stored in the outbox in the transaction of the write, or neither is.</summary>
public interface IEventSource
{
    /// <summary>
    /// What this write tells the world, in order. Not part of the stored state: after a read it is the empty default.
    /// Each list instance is sent once per grain, so a later state that was made from this one by <c>with</c> and still
    /// holds the same list sends nothing again. A clear sends nothing: what has to be told comes with the write before it. Declare it as <c>public IReadOnlyList&lt;OutboxEvent&gt; PendingEvents { get; init; } = [];</c>.
    /// </summary>
    IReadOnlyList<OutboxEvent> PendingEvents { get; }
}
