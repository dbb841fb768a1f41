using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>An amount to move.</summary>
public sealed record AmountRequest
{
    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah."), Range(1L, WalletLimits.MaxAmount)]
    public required long Amount { get; init; }
}

/// <summary>Moves money on the word of another program.</summary>
public sealed record ChangeBalanceRequest
{
    /// <summary>Which way.</summary>
    [Description("debit takes out, credit adds.")]
    public required BalanceAction Action { get; init; }

    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah."), Range(1L, WalletLimits.MaxAmount)]
    public required long Amount { get; init; }
}

/// <summary>Which way a program moves a balance.</summary>
public enum BalanceAction
{
    /// <summary>Takes out.</summary>
    Debit,

    /// <summary>Adds.</summary>
    Credit,
}

/// <summary>Sends money to another person.</summary>
public sealed record CreateTransactionRequest
{
    /// <summary>Who pays.</summary>
    [Description("Who pays. A person can only name themselves and may leave it out; a program must name somebody."), MaxLength(64)]
    public string? SenderId { get; init; }

    /// <summary>Who receives.</summary>
    [Description("Who receives."), MaxLength(64)]
    public required string ReceiverId { get; init; }

    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah."), Range(1L, WalletLimits.MaxAmount)]
    public required long Amount { get; init; }

    /// <summary>What it is for.</summary>
    [Description("What it is for; may be empty."), MaxLength(WalletLimits.MaxDescriptionLength)]
    public string? Description { get; init; }

    /// <summary>Whether the money moves now.</summary>
    [Description("completed, which it is when left out: the money moves now. pending: it is set aside for the receiver for 7 days.")]
    public NewStatus? Status { get; init; }
}

/// <summary>A status that a new transaction can have.</summary>
public enum NewStatus
{
    /// <summary>The money moves now.</summary>
    Completed,

    /// <summary>The money is set aside.</summary>
    Pending,
}

/// <summary>Asks for another status of a transaction.</summary>
public sealed record UpdateTransactionRequest
{
    /// <summary>The wanted status.</summary>
    [Description("The wanted status of a pending transaction. A completed one stays completed; it can only be reversed by a new one.")]
    public required WantedStatus Status { get; init; }
}

/// <summary>A status that can be asked for.</summary>
public enum WantedStatus
{
    /// <summary>The money has moved.</summary>
    Completed,

    /// <summary>The money does not move.</summary>
    Cancelled,
}
