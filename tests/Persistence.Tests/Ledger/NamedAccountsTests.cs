using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

public sealed class NamedAccountsTests
{
    private const int Operations = 2_000;

    [Fact]
    public async Task Find_OneThatAnotherLaneMakesTheCacheForget_IsKnownOrMissingButNotBoth()
    {
        var cache = new AccountCache(capacity: 1);
        var operations = Enumerable.Range(0, Operations).Select(static i => LedgerOperation.Claim("wallet:a", Currency.Idr, i, i + 1)).ToArray();
        using var stop = new CancellationTokenSource();
        // Another lane: now "a" is in the cache, and now it is not.
        var other = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                cache.Put(Account("wallet:a"));
                cache.Put(Account("wallet:b"));
                cache.Trim();
            }
        });

        for (var round = 0; round < 200; round++)
        {
            var named = new NamedAccounts(operations);
            var missing = named.Find(cache);

            var account = Assert.Single(named.Debits.Distinct());
            Assert.Equal(account is null ? ["wallet:a"] : [], missing);
        }

        await stop.CancelAsync();
        await other;
    }

    [Fact]
    public void Each_AccountThatWasReadAndIsNamedTwice_IsThereOnce()
    {
        var named = new NamedAccounts([.. Enumerable.Range(0, 2).Select(static i => LedgerOperation.Claim("wallet:a", Currency.Idr, i, i + 1))]);

        Assert.Equal(["wallet:a"], named.Find(cache: null));
        var account = Account("wallet:a");
        named.Add(account);

        Assert.Equal([account], named.Each());
        Assert.All(named.Debits, debit => Assert.Same(account, debit));
    }

    private static AccountState Account(string code) => new()
    {
        Id = 1, Code = code, Currency = Currency.Idr, Floor = 0, Tier = null, IsClosed = false,
    };
}
