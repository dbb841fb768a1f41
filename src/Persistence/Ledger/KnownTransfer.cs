namespace Nusaloka.Persistence.Ledger;

/// <summary>What a repeat of a transfer needs of the first.</summary>
/// <param name="Fingerprint">Of the request that made it.</param>
/// <param name="DebitBalance">The payer's balance right after it.</param>
/// <param name="CreditBalance">The receiver's balance right after it.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record KnownTransfer(string Fingerprint, long DebitBalance, long CreditBalance, DateTime CreatedAt);
