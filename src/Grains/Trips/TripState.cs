using System.Text.Json.Serialization;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>What a trip remembers.</summary>
public sealed record TripState : IEventSource
{
    /// <summary>The account that offers it.</summary>
    public string GuideId { get; init; } = "";

    /// <summary>Whether it can be found and booked.</summary>
    public TripStatus Status { get; init; }

    /// <summary>What the guide wrote; null when there never was a trip.</summary>
    public TripDetails? Details { get; init; }

    /// <summary>A hash of what the trip was begun with: a repeat of the same command is known by it.</summary>
    public string CreatedFrom { get; init; } = "";

    /// <summary>Grows by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was first published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>What made this version; the projection writes it down for ever.</summary>
    public TripRevision? LastRevision { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}
