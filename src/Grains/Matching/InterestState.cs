using System.Text.Json.Serialization;
using Nusaloka.Matching;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Matching;

/// <summary>What is between one traveller and one departure.</summary>
public sealed record InterestState : IEventSource
{
    /// <summary>As the traveller sees it; null when nothing was ever said.</summary>
    public Interest? Interest { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}
