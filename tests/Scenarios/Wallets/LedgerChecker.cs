namespace Nusaloka.Scenarios.Wallets;

/// <summary>
/// What must hold of every ledger at every moment: money is neither made nor lost, every transfer has its two entries,
/// every account's entries are numbered without gaps and carry the right running balance.
/// </summary>
internal static class LedgerChecker
{
    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="moneyInWallets">What all wallets hold together.</param>
    public static IReadOnlyList<string> Check(LedgerSnapshot ledger, long moneyInWallets) =>
        [.. Totals(ledger, moneyInWallets), .. ledger.Accounts.SelectMany(account => Account(ledger, account)), .. Transfers(ledger)];

    private static IEnumerable<string> Totals(LedgerSnapshot ledger, long moneyInWallets)
    {
        var all = ledger.Accounts.Sum(account => account.Balance);
        if (all != 0)
            yield return $"The balances of all accounts sum to {all}, not to zero.";

        var wallets = ledger.Accounts.Where(account => account.IsWallet).Sum(account => account.Balance);
        if (wallets != moneyInWallets)
            yield return $"The wallets hold {wallets}, not {moneyInWallets}.";

        foreach (var account in ledger.Accounts.Where(account => account.IsWallet && account.Balance < 0))
            yield return $"{account.Code} is below zero: {account.Balance}.";
    }

    private static IEnumerable<string> Account(LedgerSnapshot ledger, LedgerAccount account)
    {
        var balance = 0L;
        var seq = 0L;
        foreach (var entry in ledger.Entries.Where(entry => entry.AccountId == account.Id).OrderBy(entry => entry.Seq))
        {
            seq++;
            balance += entry.Amount;
            if (entry.Seq != seq)
                yield return $"{account.Code} has entry {entry.Seq} where {seq} should be.";
            if (entry.BalanceAfter != balance)
                yield return $"{account.Code}, entry {entry.Seq}: the running balance is {entry.BalanceAfter}, not {balance}.";
            seq = entry.Seq;
        }

        if (account.EntryCount != seq)
            yield return $"{account.Code} counts {account.EntryCount} entries and has {seq}.";
        if (account.Balance != balance)
            yield return $"{account.Code} has balance {account.Balance}; its entries sum to {balance}.";

        if (account.Spender == 0 && account.Code.StartsWith("wallet:", StringComparison.Ordinal) && ledger.Transfers.Any(transfer => transfer.DebitAccountId == account.Id))
            yield return $"{account.Code} was spent from, and nobody claimed it.";
    }

    private static IEnumerable<string> Transfers(LedgerSnapshot ledger)
    {
        var entries = ledger.Entries.ToLookup(entry => entry.TransferId);
        foreach (var transfer in ledger.Transfers)
        {
            var own = entries[transfer.Id].Select(entry => (entry.AccountId, entry.Seq, entry.Amount)).Order().ToArray();
            (long, long, long)[] expected =
            [
                (transfer.DebitAccountId, transfer.DebitSeq, -transfer.Amount),
                (transfer.CreditAccountId, transfer.CreditSeq, transfer.Amount),
            ];
            if (!own.SequenceEqual(expected.Order()))
                yield return $"Transfer {transfer.Id} has the entries {string.Join(", ", own)}, not {string.Join(", ", expected)}.";
        }

        var known = ledger.Transfers.Select(transfer => transfer.Id).ToHashSet();
        foreach (var entry in ledger.Entries.Where(entry => !known.Contains(entry.TransferId)))
            yield return $"Entry {entry.Seq} of account {entry.AccountId} belongs to no transfer.";
    }
}
