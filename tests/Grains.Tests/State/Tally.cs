using System.Text.Json.Serialization;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Tests.State;

/// <summary>So many things, of so many; the simplest state that can run out.</summary>
internal sealed record Tally : IBatchedState<Tally>
{
    public int Taken { get; init; }

    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    public Tally WithEvents(IReadOnlyList<OutboxEvent> events) =>
        events.Count == 0 && PendingEvents.Count == 0 ? this : this with { PendingEvents = events };

    /// <summary>Takes one of so many: the number that it is, or null when there is none left.</summary>
    public static (Tally Next, int? Number) Take(Tally state, int capacity) => state.Taken < capacity
        ? (state with { Taken = state.Taken + 1, PendingEvents = [new OutboxEvent("taken", state.Taken + 1)] }, state.Taken + 1)
        : (state, null);
}
