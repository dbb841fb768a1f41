using System.Text.Json.Serialization;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Trips;

/// <summary>How far those who have saved a trip have been told.</summary>
public sealed record TripAlertsState : IEventSource
{
    /// <summary>Of what; null before it begins.</summary>
    public TripNews? News { get; init; }

    /// <summary>The next page; pages before it were told.</summary>
    public int Page { get; init; }

    /// <summary>The last account that was told; empty when none was.</summary>
    public string LastAccountId { get; init; } = "";

    /// <summary>Whether all were told.</summary>
    public bool IsDone { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}
