using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>Which accounts are kept when there are too many.</summary>
public sealed class AccountCacheTests
{
    [Fact]
    public void Trim_ForgetsFirstWhatWasNotUsed()
    {
        var cache = With(capacity: 3, "a", "b", "c", "d", "e");
        Assert.True(cache.TryGet("a", out _));
        Assert.True(cache.TryGet("c", out _));

        cache.Trim();

        Assert.Equal(["a", "c", "e"], Known(cache));
    }

    [Fact]
    public void Trim_WhenAllWereUsed_ForgetsTheOldest()
    {
        var cache = With(capacity: 2, "a", "b", "c");
        Assert.Equal(["a", "b", "c"], Known(cache));

        cache.Trim();

        Assert.Equal(["b", "c"], Known(cache));
    }

    [Fact]
    public void Trim_WhatWasSparedAndNotUsedAgain_GoesTheNextTime()
    {
        var cache = With(capacity: 2, "a", "b", "c");
        Assert.True(cache.TryGet("a", out _));
        cache.Trim();

        cache.Put(Account("d"));
        cache.Put(Account("e"));
        cache.Trim();

        Assert.Equal(["d", "e"], Known(cache));
    }

    [Fact]
    public void Put_TheSameAgain_IsThereOnce()
    {
        var cache = With(capacity: 2, "a", "b", "a");

        Assert.Equal(2, cache.Count);
        cache.Remove("a");
        cache.Trim();

        Assert.Equal(["b"], Known(cache));
    }

    private static AccountCache With(int capacity, params string[] codes)
    {
        var cache = new AccountCache(capacity);
        foreach (var code in codes)
            cache.Put(Account(code));
        return cache;
    }

    private static string[] Known(AccountCache cache) => [.. new[] { "a", "b", "c", "d", "e" }.Where(code => cache.TryGet(code, out _))];

    private static AccountState Account(string code) =>
        new() { Id = code[0], Code = code, Currency = Currency.Idr, Floor = null, Tier = null, IsClosed = false };
}
