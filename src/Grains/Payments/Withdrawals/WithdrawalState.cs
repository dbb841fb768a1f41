using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>What a withdrawal remembers.</summary>
internal sealed record WithdrawalState : IEventSource
{
    /// <summary>Whose wallet.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>How much.</summary>
    public Money Amount { get; init; }

    /// <summary>Where to.</summary>
    public BankAccount BankAccount { get; init; } = new("", "", "");

    /// <summary>Who pays it out.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>What is to be done.</summary>
    public WithdrawalStage Stage { get; init; }

    /// <summary>What others see.</summary>
    public WithdrawalStatus Status { get; init; }

    /// <summary>The money that is set aside; null before it is.</summary>
    public string? HoldId { get; init; }

    /// <summary>Until when it is.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>When it goes to the bank; null for at once.</summary>
    public DateTimeOffset? PaysOutAt { get; init; }

    /// <summary>Whether the money was taken although nobody knew yet whether the bank has it, because the hold was about to end.</summary>
    public bool IsTakenEarly { get; init; }

    /// <summary>What the gateway calls it.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The request that made it.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What was said of it that cannot be.</summary>
    public ImmutableArray<QuarantineEntry> Quarantine { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>What others see; the account's number only by its end.</summary>
    public Withdrawal View(string id) => new(
        id, AccountId, Amount, BankAccount.BankCode, BankAccountRules.Mask(BankAccount.AccountNumber), BankAccount.HolderName, Status,
        FailureCode, Reference, CreatedAt, UpdatedAt)
    {
        PaysOutAt = PaysOutAt,
    };
}
