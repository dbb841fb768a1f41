using System.Net;
using Nusaloka.Api.RateLimits;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.RateLimits;

/// <summary>One process by itself.</summary>
public sealed class RateLimiterTests
{
    private static readonly Caller Siti = Caller.Account("siti");
    private static readonly Caller Budi = Caller.Account("budi");

    private readonly ManualTimeProvider _clock = new();
    private readonly RateLimiter _limiter;

    public RateLimiterTests() => _limiter = LimiterFactory.Limiter(LimiterFactory.Redis(_clock), _clock);

    [Fact]
    public async Task Take_TheWholeQuotaAtOnce_IsAllowedAndNotOneMore()
    {
        var limit = LimiterFactory.Limit(requests: 5);

        var verdicts = await TakeAsync(limit, Siti, 7);

        Assert.Equal([true, true, true, true, true, false, false], verdicts.Select(static verdict => verdict.IsAllowed));
        Assert.Equal([4, 3, 2, 1, 0, 0, 0], verdicts.Select(static verdict => verdict.Remaining));
        Assert.Equal(TimeSpan.FromSeconds(12), verdicts[0].Reset);
        Assert.Equal(TimeSpan.FromSeconds(12), verdicts[^1].Reset);
    }

    [Fact]
    public async Task Take_AfterTheTimeThatARefusalNames_IsAllowedOnceAgain()
    {
        var limit = LimiterFactory.Limit(requests: 5);
        var refused = (await TakeAsync(limit, Siti, 6))[^1];

        _clock.Advance(refused.Reset - TimeSpan.FromMilliseconds(1));
        var early = await _limiter.TakeAsync(limit, Siti);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var later = await TakeAsync(limit, Siti, 2);

        Assert.False(early.IsAllowed);
        Assert.Equal([true, false], later.Select(static verdict => verdict.IsAllowed));
    }

    [Fact]
    public async Task Take_ByOthersOrUnderAnotherLimit_IsCountedApart()
    {
        var (one, other) = (LimiterFactory.Limit(requests: 1), LimiterFactory.Limit(requests: 1));
        await TakeAsync(one, Siti, 2);

        Assert.True((await _limiter.TakeAsync(one, Budi)).IsAllowed);
        Assert.True((await _limiter.TakeAsync(other, Siti)).IsAllowed);
    }

    [Fact]
    public async Task Take_RefusedRequests_DoNotMakeTheWaitLonger()
    {
        var limit = LimiterFactory.Limit(requests: 1);
        await TakeAsync(limit, Siti, 100);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await _limiter.TakeAsync(limit, Siti)).IsAllowed);
    }

    [Fact]
    public async Task Take_AFloodOfAddresses_ForgetsTheIdleAndRemembersWhoKeepsAsking()
    {
        var limit = LimiterFactory.Limit(requests: 400, seconds: 86_400);
        var asked = 0;
        for (var address = 0L; address < 20_000; address++)
        {
            await _limiter.TakeAsync(limit, Caller.At(new IPAddress(address)));
            if (address % 50 == 0)
                asked += (await _limiter.TakeAsync(limit, Siti)).IsAllowed ? 1 : 0;
        }

        Assert.Equal(400, asked);
        Assert.False((await _limiter.TakeAsync(limit, Siti)).IsAllowed);
        Assert.InRange(_limiter.Callers, 1, 1_001);
    }

    private async Task<Verdict[]> TakeAsync(RateLimit limit, Caller caller, int times)
    {
        var verdicts = new Verdict[times];
        for (var i = 0; i < times; i++)
            verdicts[i] = await _limiter.TakeAsync(limit, caller);
        return verdicts;
    }
}
