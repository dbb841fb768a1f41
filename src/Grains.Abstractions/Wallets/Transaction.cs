namespace Nusaloka.Wallets;

/// <summary>
/// A movement of money as people see it. Once it is completed, only a reversal changes it, and that is a transaction of its own.
/// </summary>
/// <param name="Id">UUID; made from wallet, kind and key of the operation, so a repeated command finds it again.</param>
/// <param name="Kind">What sort of movement.</param>
/// <param name="SenderId">The account that paid; null when the money came from outside.</param>
/// <param name="ReceiverId">The account that received; null when the money went outside.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Description">What the sender wrote; may be empty.</param>
/// <param name="CreatedAt">When it was committed, UTC; when it was pending first, when that was.</param>
/// <param name="UpdatedAt">When its status last changed, UTC; null when it never did.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Transaction")]
public sealed record Transaction(
    [property: Id(0)] string Id,
    [property: Id(1)] TransactionKind Kind,
    [property: Id(2)] string? SenderId,
    [property: Id(3)] string? ReceiverId,
    [property: Id(4)] Money Amount,
    [property: Id(5)] TransactionStatus Status,
    [property: Id(6)] string Description,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset? UpdatedAt = null);

/// <summary>What sort of movement a transaction is. Names in JSON are lower-case with underscores.</summary>
[GenerateSerializer, Alias("nusaloka.TransactionKind")]
public enum TransactionKind
{
    /// <summary>From one wallet to another.</summary>
    Transfer = 0,

    /// <summary>From a payment method into a wallet.</summary>
    TopUp = 1,

    /// <summary>From a wallet to the outside.</summary>
    Debit = 2,

    /// <summary>Into a wallet on the word of another program.</summary>
    Credit = 3,

    /// <summary>From a wallet for something that it bought here, or what a gateway took for that.</summary>
    Payment = 4,

    /// <summary>From a wallet to its owner's bank account.</summary>
    Withdrawal = 5,

    /// <summary>Back to who paid: into a wallet, or from a wallet to the payment method that filled it.</summary>
    Refund = 6,

    /// <summary>Undoes an earlier transfer.</summary>
    Reversal = 7,

    /// <summary>Between accounts of ours; no wallet takes part.</summary>
    Settlement = 8,

    /// <summary>Into a wallet as a gift of ours, such as for an invitation.</summary>
    Reward = 9,

    /// <summary>Into a guide's wallet for a trip that is over, less our fee.</summary>
    Earnings = 10,

    /// <summary>From escrow to us: our share of what a guide earns. No wallet takes part.</summary>
    Fee = 11,

    /// <summary>From a wallet for a service that a program sells.</summary>
    Charge = 12,
}

/// <summary>How far a transaction is. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.TransactionStatus")]
public enum TransactionStatus
{
    /// <summary>The money has moved.</summary>
    Completed = 0,

    /// <summary>The money is set aside for the receiver.</summary>
    Pending = 1,

    /// <summary>It was pending and did not move: somebody cancelled it, or its time came.</summary>
    Cancelled = 2,

    /// <summary>The money has moved, and back again by another transaction.</summary>
    Reversed = 3,
}
