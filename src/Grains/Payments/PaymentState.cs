using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>What a payment remembers.</summary>
internal sealed record PaymentState : IEventSource
{
    /// <summary>Whether it was made. What is said of a payment that was not is quarantined all the same.</summary>
    public bool Exists { get; init; }

    /// <summary>The account that pays.</summary>
    public string PayerId { get; init; } = "";

    /// <summary>What it is for.</summary>
    public PaymentPurpose Purpose { get; init; }

    /// <summary>The booking's id; empty for a top-up.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Where the money goes: to escrow for a booking; what is paid for an invoice of ours is ours at once.</summary>
    public SystemAccount Payee { get; init; } = SystemAccount.BookingEscrow;

    /// <summary>What is to be paid.</summary>
    public Money Amount { get; init; }

    /// <summary>Whether it waits for capture.</summary>
    public CaptureMode CaptureMode { get; init; }

    /// <summary>What is to be paid with; null while nothing is chosen.</summary>
    public PaymentSource? Source { get; init; }

    /// <summary>Where it is.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>What it has begun outside.</summary>
    public PaymentStep Step { get; init; }

    /// <summary>What the payer must do.</summary>
    public NextAction? NextAction { get; init; }

    /// <summary>What is authorized.</summary>
    public Money AmountCapturable { get; init; }

    /// <summary>What is being captured; zero when nothing is.</summary>
    public Money AmountToCapture { get; init; }

    /// <summary>What was taken.</summary>
    public Money AmountCaptured { get; init; }

    /// <summary>Why it was declined or canceled.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The request that made it.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The request that captured it, its key and its fingerprint; null before.</summary>
    public string? Capture { get; init; }

    /// <summary>What was given out of escrow to whom it was paid for, so that it cannot be refunded any more; null before.</summary>
    public Money? Released { get; init; }

    /// <summary>What of that the payer's bank had taken for good by then.</summary>
    public Money? ReleasedLost { get; init; }

    /// <summary>When it is canceled unless it went on.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The tries, the current one last.</summary>
    public ImmutableArray<PaymentAttempt> Attempts { get; init; } = [];

    /// <summary>Money that goes back, oldest first.</summary>
    public ImmutableArray<PaymentRefund> Refunds { get; init; } = [];

    /// <summary>What banks have asked back, oldest first.</summary>
    public ImmutableArray<PaymentDispute> Disputes { get; init; } = [];

    /// <summary>What was said of it that cannot be.</summary>
    public ImmutableArray<QuarantineEntry> Quarantine { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>The try that counts; null before the first.</summary>
    [JsonIgnore]
    public PaymentAttempt? Current => Attempts.IsEmpty ? null : Attempts[^1];

    /// <summary>Whether nothing more can come of it.</summary>
    [JsonIgnore]
    public bool IsFinal => Status is PaymentStatus.Succeeded or PaymentStatus.Canceled;

    /// <summary>What is captured and neither refunded nor about to be.</summary>
    [JsonIgnore]
    public Money Kept => Refunds
        .Where(static refund => refund.IsOfCaptured && refund.IsAlive)
        .Aggregate(AmountCaptured, static (left, refund) => left - refund.Amount);

    /// <summary>What of that is still there to be given back.</summary>
    [JsonIgnore]
    public Money Refundable => Released is { } released ? Kept - released : Kept;

    /// <summary>What banks have asked back of what was captured. Money of another try never was the payment's: it goes back by itself.</summary>
    [JsonIgnore]
    public IEnumerable<PaymentDispute> DisputesOfCaptured => Disputes.Where(dispute => AttemptOf(dispute) == Current);

    /// <summary>The try whose money a bank asks back.</summary>
    public PaymentAttempt? AttemptOf(PaymentDispute dispute) => Attempts.FirstOrDefault(attempt => attempt.Id == dispute.AttemptId) ?? Current;

    /// <summary>What others see.</summary>
    public Payment View(string id) => new(
        id, PayerId, Purpose, Subject, Amount, Source?.Method, CaptureMode, Status, NextAction, AmountCapturable, AmountCaptured,
        Refunds
            .Where(static refund => refund is { IsOfCaptured: true, Status: RefundStatus.Succeeded })
            .Aggregate(Amount with { Units = 0 }, static (sum, refund) => sum + refund.Amount),
        Current?.Reference, FailureCode, ExpiresAt, CreatedAt, UpdatedAt,
        [.. Refunds.Select(refund => refund.View(id))], [.. Disputes.Select(dispute => dispute.View() with { IsOfAnotherTry = AttemptOf(dispute) != Current })]);
}
