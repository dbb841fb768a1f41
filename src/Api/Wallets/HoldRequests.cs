using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Sets money aside in somebody's wallet.</summary>
public sealed record CreateHoldRequest
{
    /// <summary>The person whom it is for.</summary>
    [Description("The person whom it is for. Either this or account."), MaxLength(64)]
    public string? PayeeId { get; init; }

    /// <summary>The account of ours that it is for.</summary>
    [Description("The account of ours that it is for. Either this or payee_id.")]
    public HoldAccount? Account { get; init; }

    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah."), Range(1L, WalletLimits.MaxAmount)]
    public required long Amount { get; init; }

    /// <summary>What it is for.</summary>
    [Description("What it is for; may be empty."), MaxLength(WalletLimits.MaxDescriptionLength)]
    public string? Description { get; init; }

    /// <summary>When it ceases to count.</summary>
    [Description("When it ceases to count: in the future, at most 31 days from now. 7 days from now when left out.")]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>An account of ours that programs may set people's money aside for.</summary>
public enum HoldAccount
{
    /// <summary>What people pay us for our services.</summary>
    Fees,
}

/// <summary>Takes what was set aside.</summary>
public sealed record CaptureHoldRequest
{
    /// <summary>How much of it.</summary>
    [Description("How much of it, in whole rupiah; all when left out. The rest is available again."), Range(1L, WalletLimits.MaxAmount)]
    public long? Amount { get; init; }
}

/// <summary>Gives a wallet the limits of a tier.</summary>
public sealed record SetTierRequest
{
    /// <summary>Which tier.</summary>
    [Description("Whose limits count.")]
    public required WalletTier Tier { get; init; }
}
