using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Auth;

public sealed class VerifiedTokenCacheTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void TryGet_UntilExpiry_FindsTheToken()
    {
        var cache = new VerifiedTokenCache(_clock);
        var key = VerifiedTokenCache.KeyOf("token", "at+jwt");
        cache.Add(key, Identity(_clock.GetUtcNow().AddSeconds(10)));

        Assert.True(cache.TryGet(key, out var identity));
        Assert.Equal("siti", identity.Subject);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(cache.TryGet(key, out _));
    }

    [Fact]
    public void TryGet_AfterMaxAge_VerifiesAgain()
    {
        var cache = new VerifiedTokenCache(_clock);
        var key = VerifiedTokenCache.KeyOf("token", "at+jwt");
        cache.Add(key, Identity(_clock.GetUtcNow().AddHours(1)));
        _clock.Advance(VerifiedTokenCache.MaxAge);

        Assert.False(cache.TryGet(key, out _));
    }

    [Fact]
    public void TryGet_SameTokenOtherType_FindsNothing()
    {
        var cache = new VerifiedTokenCache(_clock);
        cache.Add(VerifiedTokenCache.KeyOf("token", "at+jwt"), Identity(_clock.GetUtcNow().AddSeconds(10)));

        Assert.False(cache.TryGet(VerifiedTokenCache.KeyOf("token", "svc+jwt"), out _));
    }

    [Fact]
    public void Add_ManyTokens_StaysBoundedAndKeepsTheOneInUse()
    {
        var cache = new VerifiedTokenCache(_clock, generationSize: 100);
        var used = VerifiedTokenCache.KeyOf("used", "at+jwt");
        cache.Add(used, Identity(_clock.GetUtcNow().AddMinutes(10)));

        for (var i = 0; i < 5_000; i++)
        {
            cache.Add(VerifiedTokenCache.KeyOf($"token {i}", "at+jwt"), Identity(_clock.GetUtcNow().AddMinutes(10)));
            Assert.True(cache.TryGet(used, out _));
            Assert.InRange(cache.Count, 1, 200);
        }
    }

    [Fact]
    public void Clear_ForgetsAllTokens_AndThoseThatAreBeingVerified()
    {
        var cache = new VerifiedTokenCache(_clock, generationSize: 2);
        var identity = Identity(_clock.GetUtcNow().AddMinutes(10));
        string[] keys = [.. Enumerable.Range(0, 3).Select(static i => VerifiedTokenCache.KeyOf($"token {i}", "at+jwt"))];
        var era = cache.Era;
        foreach (var key in keys)
            cache.Add(key, identity, era);

        cache.Clear();
        cache.Add(keys[2], identity, era);

        Assert.All(keys, key => Assert.False(cache.TryGet(key, out _)));
        cache.Add(keys[0], identity, cache.Era);
        Assert.True(cache.TryGet(keys[0], out _));
    }

    private static TokenIdentity Identity(DateTimeOffset expiresAt) => new("siti", Role.User, expiresAt);
}
