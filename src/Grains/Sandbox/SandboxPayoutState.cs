using System.Text.Json.Serialization;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>What the sandbox gateway remembers of a payout. The bank account is not among it.</summary>
internal sealed record SandboxPayoutState : IEventSource
{
    /// <summary>Whether it was ever asked for.</summary>
    public bool Exists { get; init; }

    /// <summary>SHA-256 of what was asked for: the same id with other contents is refused.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>How much.</summary>
    public Money Amount { get; init; } = Money.Rupiah(0);

    /// <summary>What it plays.</summary>
    public SandboxBehaviour Behaviour { get; init; }

    /// <summary>Where it is.</summary>
    public SandboxPayoutStatus Status { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureCode { get; init; }

    /// <summary>When the bank answers; null when it has.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}
