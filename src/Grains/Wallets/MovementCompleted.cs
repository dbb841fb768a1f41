using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>Money has moved: what a message to people about it needs.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="Kind">What sort of movement.</param>
/// <param name="SenderId">The account that paid; null when it was none of a person.</param>
/// <param name="ReceiverId">The account that received; null when it was none of a person.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="SenderBalanceAfter">The payer's balance right after it; null when the payer is no person.</param>
/// <param name="ReceiverBalanceAfter">The receiver's balance right after it; null when the receiver is no person.</param>
/// <param name="Description">What the sender wrote; may be empty.</param>
/// <param name="Reference">What the other side calls it; null when nobody does.</param>
/// <param name="At">When it was committed, UTC.</param>
internal sealed record MovementCompleted(
    string TransactionId,
    TransactionKind Kind,
    string? SenderId,
    string? ReceiverId,
    Money Amount,
    Money? SenderBalanceAfter,
    Money? ReceiverBalanceAfter,
    string Description,
    string? Reference,
    DateTimeOffset At);
