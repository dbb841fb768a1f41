using System.Globalization;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>The decisions about giving a transfer back.</summary>
internal static class ReversalRules
{
    /// <summary>What speaks against it; null when nothing does.</summary>
    public static Error? Check(string accountId, StoredTransfer? original, ReverseTransfer command)
    {
        if (original is null || original.CreditCode != LedgerAccountCode.Wallet(accountId))
            return WalletErrors.TransactionNotFound;
        if (original.Kind != (short)TransactionKind.Transfer)
            return WalletErrors.NotReversible;
        return WalletRules.Check(original.Amount, command.Operation);
    }

    /// <summary>
    /// The transfer back. Its id is made from that of the original, so there is one, and the key is part of its fingerprint: a second
    /// reversal under another key is none.
    /// </summary>
    public static LedgerPosting Reverse(StoredTransfer original, ReverseTransfer command, long spender) => new(
        NameBasedId.Create($"{original.Id}\nreversal"), (short)TransactionKind.Reversal, original.CreditCode, original.DebitCode, original.Amount,
        original.Description, original.Id.ToString("D", CultureInfo.InvariantCulture), WalletRules.FingerprintWithKey(command.Operation), spender);

    /// <summary>Our answer to what the ledger answered.</summary>
    public static Result<Movement> Answer(LedgerPosting posting, PostingResult result) => result.Outcome == PostingOutcome.KeyReused
        ? WalletErrors.TransactionReversed
        : WalletRules.Answer(posting, result, walletPays: true);
}
