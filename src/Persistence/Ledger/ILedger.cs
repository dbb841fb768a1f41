namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The double-entry ledger. Wallet grains are its only writers for wallets; whether postings are committed one by one or
/// many together is its own business and changes nothing for them: when <see cref="PostAsync"/> answers, it is durable.
/// </summary>
public interface ILedger
{
    /// <summary>Opens a wallet account that can never fall below zero. Repeating it does nothing.</summary>
    Task<LedgerAccount> OpenWalletAsync(string code, Currency currency, CancellationToken cancellationToken);

    /// <summary>The account as of now; null when there is none.</summary>
    Task<LedgerAccount?> FindAccountAsync(string code, CancellationToken cancellationToken);

    /// <summary>Closes an account whose balance is zero. False when it is not zero. Repeating it does nothing.</summary>
    Task<bool> CloseAccountAsync(string code, CancellationToken cancellationToken);

    /// <summary>
    /// Posts a transfer. There is no token: once sent, giving up would only hide the outcome. An exception means that the
    /// outcome is unknown; posting the same <see cref="LedgerPosting.Id"/> again finds it out.
    /// </summary>
    Task<PostingResult> PostAsync(LedgerPosting posting);
}
