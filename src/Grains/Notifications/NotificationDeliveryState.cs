using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>How far a delivery is.</summary>
internal sealed record NotificationDeliveryState
{
    /// <summary>What is delivered; null before it was asked for.</summary>
    public OrderedDelivery? Order { get; init; }

    /// <summary>How far it is.</summary>
    public NotificationDeliveryStatus Status { get; init; }

    /// <summary>The last attempts, oldest first.</summary>
    public ImmutableArray<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>How often it failed since it was last asked for.</summary>
    public int Failures { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next; null when it has come to its end.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it came to its end; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
