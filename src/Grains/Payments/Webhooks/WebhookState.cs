using System.Text.Json.Serialization;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>A webhook that was taken in.</summary>
internal sealed record WebhookState : IEventSource
{
    /// <summary>Who sent it; empty before it came.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The same for every delivery of it.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The raw body, for whoever must look into it.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>What it says.</summary>
    public GatewayEvent Event { get; init; } = GatewayEvent.Other;

    /// <summary>How far it is.</summary>
    public WebhookStatus Status { get; init; }

    /// <summary>The payment, or withdrawal, that it was applied to.</summary>
    public string? Subject { get; init; }

    /// <summary>How often applying it has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>When it came first.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the outbox got it last.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it was applied.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}
