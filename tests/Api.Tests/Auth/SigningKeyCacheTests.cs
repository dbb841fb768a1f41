using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Auth;

public sealed class SigningKeyCacheTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly KeyRing _ring = new();
    private readonly SigningKeyCache _cache;

    public SigningKeyCacheTests()
    {
        _cache = new SigningKeyCache(_ring, _clock, NullLogger<SigningKeyCache>.Instance);
    }

    [Fact]
    public async Task Find_KnownKey_AsksOnce()
    {
        _ring.Keys = [NewKey("a")];

        Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));
        Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));

        Assert.Equal(1, _ring.Asked);
    }

    [Fact]
    public async Task Find_UnknownKeys_AskAtMostOncePerInterval()
    {
        _ring.Keys = [NewKey("a")];

        for (var i = 0; i < 100; i++)
            Assert.Null(await _cache.FindAsync($"made-up-{i}", CancellationToken.None));

        Assert.Equal(1, _ring.Asked);
    }

    [Fact]
    public async Task Find_NewKey_IsFoundAfterTheInterval()
    {
        _ring.Keys = [NewKey("a")];
        Assert.Null(await _cache.FindAsync("b", CancellationToken.None));
        _ring.Keys = [NewKey("b"), .. _ring.Keys];
        _clock.Advance(SigningKeyCache.RetryInterval);

        Assert.NotNull(await _cache.FindAsync("b", CancellationToken.None));
        Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task Find_WithdrawnKey_IsGoneAfterTheRefresh()
    {
        _ring.Keys = [NewKey("a")];
        Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));
        _ring.Keys = [];
        _clock.Advance(SigningKeyCache.RefreshInterval);

        Assert.Null(await _cache.FindAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task Find_AskedByManyAtOnce_AsksOnce()
    {
        _ring.Keys = [NewKey("a")];

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _cache.FindAsync("a", CancellationToken.None).AsTask()));

        Assert.All(found, Assert.NotNull);
        Assert.Equal(1, _ring.Asked);
    }

    [Fact]
    public async Task Find_SourceFails_KeepsKnownKeysAndAsksSeldom()
    {
        _ring.Keys = [NewKey("a")];
        Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));
        _ring.Failure = new TimeoutException();
        _clock.Advance(SigningKeyCache.RefreshInterval);

        for (var i = 0; i < 100; i++)
            Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));

        Assert.Equal(2, _ring.Asked);
        var rejected = await Assert.ThrowsAsync<RequestRejectedException>(() => _cache.FindAsync("b", CancellationToken.None).AsTask());
        Assert.Equal(503, rejected.Problem.Status);
        Assert.Equal(2, _ring.Asked);
    }

    [Fact]
    public async Task Find_SourceIsBack_FindsTheNewKey()
    {
        _ring.Failure = new TimeoutException();
        await Assert.ThrowsAsync<RequestRejectedException>(() => _cache.FindAsync("a", CancellationToken.None).AsTask());
        _ring.Failure = null;
        _ring.Keys = [NewKey("a")];
        _clock.Advance(SigningKeyCache.RetryInterval);

        Assert.NotNull(await _cache.FindAsync("a", CancellationToken.None));
    }

    public void Dispose() => _cache.Dispose();

    private static PublicKey NewKey(string id)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return TokenForge.PublicKeyOf(id, key);
    }

    private sealed class KeyRing : IPublicKeySource
    {
        private int _asked;

        public ImmutableArray<PublicKey> Keys { get; set; } = [];

        public Exception? Failure { get; set; }

        public int Asked => _asked;

        public async Task<IReadOnlyList<PublicKey>> GetAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            await Task.Yield();
            return Failure is null ? Keys : throw Failure;
        }
    }
}
