using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>What the sandbox gateway remembers of a payment. Of a card it remembers nothing but what it plays.</summary>
internal sealed record SandboxPaymentState : IEventSource
{
    /// <summary>Whether it was ever asked for.</summary>
    public bool Exists { get; init; }

    /// <summary>SHA-256 of what was asked for: the same id with other contents is refused.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>What the payer was asked for.</summary>
    public Money Amount { get; init; } = Money.Rupiah(0);

    /// <summary>What was taken.</summary>
    public Money Captured { get; init; } = Money.Rupiah(0);

    /// <summary>What the payer reads.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it is authorized first.</summary>
    public bool ManualCapture { get; init; }

    /// <summary>Where the payer goes afterwards.</summary>
    public string ReturnUrl { get; init; } = "";

    /// <summary>Until when it can be paid.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What it plays.</summary>
    public SandboxBehaviour Behaviour { get; init; }

    /// <summary>Where it is.</summary>
    public SandboxStatus Status { get; init; }

    /// <summary>What the payer has to do.</summary>
    public SandboxStep Step { get; init; }

    /// <summary>The account number or the text of the QR code.</summary>
    public string? StepValue { get; init; }

    /// <summary>Why it was declined or canceled.</summary>
    public string? FailureCode { get; init; }

    /// <summary>All refunds, the oldest first.</summary>
    public ImmutableArray<SandboxRefund> Refunds { get; init; } = [];

    /// <summary>Its dispute.</summary>
    public SandboxDispute? Dispute { get; init; }

    /// <summary>When it was disputed; null when it was not.</summary>
    public DateTimeOffset? DisputedAt { get; init; }

    /// <summary>What will happen by itself.</summary>
    public ImmutableArray<SandboxDue> Due { get; init; } = [];

    /// <summary>How many webhooks there were.</summary>
    public int Webhooks { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>What was refunded, or is going to be.</summary>
    [JsonIgnore]
    public Money Refunded => Money.Rupiah(Refunds.Where(static refund => refund.Status is Nusaloka.Payments.RefundStatus.Succeeded or Nusaloka.Payments.RefundStatus.Pending)
        .Sum(static refund => refund.Amount.Units));

    /// <summary>When the next thing happens by itself; null when nothing does.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextDue => Due.IsEmpty ? null : Due.Min(static due => due.At);
}
