namespace Nusaloka.Scenarios.Wallets;

/// <summary>The checker sees what it is there to see.</summary>
public sealed class LedgerCheckerTests
{
    private static readonly Guid TopUp = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Payment = Guid.Parse("00000000-0000-0000-0000-000000000002");

    // 100 come into a's wallet, 30 of them go to b.
    private static readonly LedgerSnapshot Sound = new(
        [
            new LedgerAccount(1, "system:gateway", -100, 1, 0),
            new LedgerAccount(2, "wallet:a", 70, 2, 1),
            new LedgerAccount(3, "wallet:b", 30, 1, 0),
        ],
        [
            new LedgerEntry(1, 1, TopUp, -100, -100),
            new LedgerEntry(2, 1, TopUp, 100, 100),
            new LedgerEntry(2, 2, Payment, -30, 70),
            new LedgerEntry(3, 1, Payment, 30, 30),
        ],
        [
            new LedgerTransfer(TopUp, 1, 2, 1, 1, 100, ""),
            new LedgerTransfer(Payment, 2, 3, 2, 1, 30, ""),
        ]);

    [Fact]
    public void Check_SoundLedger_FindsNothing() => Assert.Empty(LedgerChecker.Check(Sound, 100));

    [Fact]
    public void Check_MoneyMissing_SaysHowMuchThereIs() =>
        Assert.Contains("The wallets hold 100, not 130.", LedgerChecker.Check(Sound, 130));

    [Fact]
    public void Check_EntryMissing_FindsTheTransferAndTheGap()
    {
        var broken = Sound with { Entries = [.. Sound.Entries.Where(entry => entry.Seq != 1 || entry.AccountId != 2)] };

        var found = LedgerChecker.Check(broken, 100);

        Assert.Contains(found, sentence => sentence.StartsWith($"Transfer {TopUp} has the entries", StringComparison.Ordinal));
        Assert.Contains("wallet:a has entry 2 where 1 should be.", found);
    }

    [Fact]
    public void Check_WrongRunningBalance_NamesTheEntry()
    {
        var broken = Sound with { Entries = [.. Sound.Entries.Select(entry => entry.Amount == -30 ? entry with { BalanceAfter = 71 } : entry)] };

        Assert.Equal(["wallet:a, entry 2: the running balance is 71, not 70."], LedgerChecker.Check(broken, 100));
    }

    [Fact]
    public void Check_BalanceChangedWithoutEntry_FindsAccountAndSum()
    {
        var broken = Sound with { Accounts = [.. Sound.Accounts.Select(account => account.Id == 3 ? account with { Balance = 31 } : account)] };

        var found = LedgerChecker.Check(broken, 101);

        Assert.Contains("The balances of all accounts sum to 1, not to zero.", found);
        Assert.Contains("wallet:b has balance 31; its entries sum to 30.", found);
    }

    [Fact]
    public void Check_TransferMissing_FindsItsEntries()
    {
        var broken = Sound with { Transfers = [.. Sound.Transfers.Where(transfer => transfer.Id != Payment)] };

        var found = LedgerChecker.Check(broken, 100);

        Assert.Contains("Entry 1 of account 3 belongs to no transfer.", found);
    }

    [Fact]
    public void Check_SpentByNobody_NamesTheWallet()
    {
        var broken = Sound with { Accounts = [.. Sound.Accounts.Select(account => account with { Spender = 0 })] };

        Assert.Equal(["wallet:a was spent from, and nobody claimed it."], LedgerChecker.Check(broken, 100));
    }
}
