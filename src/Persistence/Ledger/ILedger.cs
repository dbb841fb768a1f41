namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The double-entry ledger. Wallet grains are its only writers for wallets; whether postings are committed one by one or
/// many together is its own business and changes nothing for them: when <see cref="PostAsync"/> answers, it is durable.
/// </summary>
public interface ILedger
{
    /// <summary>Opens a wallet account that can never fall below zero, with a tier's limits or none. Repeating it does nothing.</summary>
    Task<LedgerAccount> OpenWalletAsync(string code, Currency currency, short? tier, CancellationToken cancellationToken);

    /// <summary>The account as of now; null when there is none.</summary>
    Task<LedgerAccount?> FindAccountAsync(string code, CancellationToken cancellationToken);

    /// <summary>Gives an account the limits of another tier. False when there is no such open account.</summary>
    Task<bool> SetTierAsync(string code, short tier, CancellationToken cancellationToken);

    /// <summary>The limits of an account as of now; null when there is no such open account.</summary>
    Task<LedgerLimits?> FindLimitsAsync(string code, CancellationToken cancellationToken);

    /// <summary>A transfer; null when there is none.</summary>
    Task<StoredTransfer?> FindTransferAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The open hold of an account that expires first, also when its time has come; null when there is none.</summary>
    Task<StoredHold?> FindFirstHoldAsync(string code, CancellationToken cancellationToken);

    /// <summary>Removes a voided or expired hold from the lists of one of its two accounts. False when there is none such.</summary>
    Task<bool> HideHoldAsync(Guid id, string code, CancellationToken cancellationToken);

    /// <summary>A hold of any account, open or not; null when there is none.</summary>
    Task<StoredHold?> FindHoldAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>An account and at most <paramref name="limit"/> of its open holds, in one snapshot; null when there is no such account.</summary>
    Task<LedgerHoldings?> GetHoldingsAsync(string code, int limit, CancellationToken cancellationToken);

    /// <summary>Closes an account whose balance is zero, so that nothing is held either. False when it is not zero. Repeating it does nothing.</summary>
    Task<bool> CloseAccountAsync(string code, CancellationToken cancellationToken);

    /// <summary>
    /// Posts a transfer. There is no token: once sent, giving up would only hide the outcome. An exception means that the
    /// outcome is unknown; posting the same <see cref="LedgerPosting.Id"/> again finds it out.
    /// </summary>
    Task<PostingResult> PostAsync(LedgerPosting posting);

    /// <summary>
    /// Makes the caller the one who spends from an account; who did so far can spend no more. It takes effect before what the caller
    /// sends after it, without waiting for the answer.
    /// </summary>
    /// <param name="code">The account.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="spender">Who spends from it so far; when it is another, the outcome is <see cref="PostingOutcome.Stale"/>.</param>
    /// <param name="newSpender">A number of the caller's own that nobody else has.</param>
    Task<PostingResult> ClaimAsync(string code, Currency currency, long spender, long newSpender);

    /// <summary>Sets money aside for one other account.</summary>
    Task<PostingResult> HoldAsync(LedgerHold hold);

    /// <summary>Moves at most what is held to the account that the hold is for, and gives the rest free. A hold is captured once.</summary>
    Task<PostingResult> CaptureAsync(LedgerPosting capture, Guid holdId);

    /// <summary>Gives a hold free.</summary>
    /// <param name="id">Of this operation: a repeat with it is a replay, another finds the hold resolved.</param>
    /// <param name="holdId">The hold.</param>
    /// <param name="code">Its account.</param>
    /// <param name="currency">The account's currency.</param>
    Task<PostingResult> VoidAsync(Guid id, Guid holdId, string code, Currency currency);

    /// <summary>
    /// Gives a hold free whose time has come. It counts no more from that moment anyway; this writes it down. The outcome is
    /// <see cref="PostingOutcome.HoldResolved"/> when it is over, <see cref="PostingOutcome.HoldRunning"/> before its time.
    /// </summary>
    Task<PostingResult> ExpireAsync(Guid holdId, string code, Currency currency);
}
