using System.Collections.Immutable;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Referral;

/// <summary>How a person invites others, and who invited them.</summary>
public sealed record ReferralState
{
    /// <summary>The person's own code; null before it was asked for, and when the account is closed.</summary>
    public string? Code { get; init; }

    /// <summary>Fingerprint of the device that the person registered with; null when the app did not say.</summary>
    public string? Device { get; init; }

    /// <summary>The first payment that was no top-up; null before it.</summary>
    public PaidPayment? FirstPayment { get; init; }

    /// <summary>The first purchase of which all has taken place; null before it.</summary>
    public CompletedPurchase? Completed { get; init; }

    /// <summary>Who invited the person; null when nobody did.</summary>
    public InvitationState? Invitation { get; init; }

    /// <summary>Rewards that are taken back from this person, whoever the newcomer was.</summary>
    public ImmutableArray<RewardDebt> Debts { get; init; } = [];
}

/// <summary>A payment that a person has made.</summary>
/// <param name="PaymentId">Which.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PaidPayment")]
public sealed record PaidPayment([property: Id(0)] string PaymentId, [property: Id(1)] Money Amount, [property: Id(2)] DateTimeOffset At);

/// <summary>Something that a person has paid, and got.</summary>
/// <param name="Payment">What it was paid with, and what stayed paid of it.</param>
/// <param name="PayeeId">Who earned by it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CompletedPurchase")]
public sealed record CompletedPurchase([property: Id(0)] PaidPayment Payment, [property: Id(1)] string PayeeId);

/// <summary>An invitation, and how far its rewards are.</summary>
public sealed record InvitationState
{
    /// <summary>Who invited.</summary>
    public required string ReferrerId { get; init; }

    /// <summary>By which code.</summary>
    public required string Code { get; init; }

    /// <summary>When the newcomer joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>What it earns.</summary>
    public required ReferralTerms Terms { get; init; }

    /// <summary>Fingerprint of the network address that the newcomer registered, or said later who invited them, from; null when it says nothing.</summary>
    public string? Address { get; init; }

    /// <summary>How far it is.</summary>
    public ReferralStatus Status { get; init; }

    /// <summary>Why there is no reward, or none for who invited; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The payment that earned the rewards; null before there is one, and for rewards from before this was kept.</summary>
    public string? PaymentId { get; init; }

    /// <summary>What is to be credited to the newcomer, or was.</summary>
    public Money NewcomerReward { get; init; } = Money.Rupiah(0);

    /// <summary>What is to be credited to who invited, or was.</summary>
    public Money ReferrerReward { get; init; } = Money.Rupiah(0);

    /// <summary>Since when the rewards are due; null before.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When they were credited; null before.</summary>
    public DateTimeOffset? RewardedAt { get; init; }

    /// <summary>Whether whoever has been rewarded was told to give it back; only with <see cref="ReferralStatus.TakenBack"/>.</summary>
    public bool IsTakenBack { get; init; }
}
