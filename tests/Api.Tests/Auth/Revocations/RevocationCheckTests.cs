using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Auth.Revocations;

/// <summary>Fails closed: who does not know asks, and who cannot ask lets nobody in.</summary>
public sealed class RevocationCheckTests
{
    private static readonly TokenIdentity Siti = new("siti", Role.User, DateTimeOffset.MaxValue, "session-1");

    private readonly ManualTimeProvider _clock = new();
    private readonly RevokedSessions _revoked;
    private readonly Asked _asked = new();
    private readonly RevocationCheck _check;

    public RevocationCheckTests()
    {
        _revoked = new RevokedSessions(_clock);
        _check = new RevocationCheck(_revoked, _asked);
    }

    [Fact]
    public async Task IsRevoked_WhatIsKnownIsCurrent_AsksNobody()
    {
        _revoked.CompleteAt(_clock.GetTimestamp());

        Assert.False(await _check.IsRevokedAsync(Siti, CancellationToken.None));
        _revoked.Add([new Revocation("session-1", "siti", _clock.GetUtcNow().AddMinutes(16))]);
        Assert.True(await _check.IsRevokedAsync(Siti, CancellationToken.None));
        Assert.Equal(0, _asked.Count);
    }

    [Fact]
    public async Task IsRevoked_NeverRead_AsksTheSession()
    {
        Assert.False(await _check.IsRevokedAsync(Siti, CancellationToken.None));
        _asked.Answer = () => false;
        Assert.True(await _check.IsRevokedAsync(Siti, CancellationToken.None));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task IsRevoked_ReadTooLongAgo_AsksTheSession()
    {
        _revoked.CompleteAt(_clock.GetTimestamp());
        _asked.Answer = () => false;

        _clock.Advance(RevokedSessions.MaxAge - TimeSpan.FromTicks(1));
        Assert.False(await _check.IsRevokedAsync(Siti, CancellationToken.None));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(await _check.IsRevokedAsync(Siti, CancellationToken.None));
    }

    [Fact]
    public async Task IsRevoked_NobodyCanSay_IsUnavailable()
    {
        _asked.Answer = () => throw new TimeoutException();

        var rejected = await Assert.ThrowsAsync<RequestRejectedException>(async () => await _check.IsRevokedAsync(Siti, CancellationToken.None));

        Assert.Equal(503, rejected.Problem.Status);
        Assert.NotNull(rejected.Problem.RetryAfter);
        Assert.IsType<TimeoutException>(rejected.InnerException);
    }

    [Fact]
    public async Task IsRevoked_KnownToHaveEnded_IsTrueWhateverElseIsUnknown()
    {
        _asked.Answer = () => throw new TimeoutException();
        _revoked.Add([new Revocation("session-1", "siti", _clock.GetUtcNow().AddMinutes(16))]);

        Assert.True(await _check.IsRevokedAsync(Siti, CancellationToken.None));
    }

    [Fact]
    public async Task IsRevoked_AProgram_HasNoSession()
    {
        _asked.Answer = () => throw new TimeoutException();

        Assert.False(await _check.IsRevokedAsync(new TokenIdentity("stays", Role.Service, DateTimeOffset.MaxValue), CancellationToken.None));
    }

    [Fact]
    public void Revoked_TellsOfEachSessionOnce_AndForgetsItWhenItsTokensAreOver()
    {
        var told = new List<string>();
        _revoked.Revoked += (_, revocation) => told.Add(revocation.SessionId);
        var end = new Revocation("session-1", "siti", _clock.GetUtcNow().AddMinutes(16));

        _revoked.Add([end]);
        _revoked.Add([end, end with { SessionId = "session-2" }]);

        Assert.Equal(["session-1", "session-2"], told);
        _clock.Advance(TimeSpan.FromMinutes(16));
        _revoked.CompleteAt(_clock.GetTimestamp());
        Assert.Equal(0, _revoked.Count);
    }

    private sealed class Asked : ISessionSource
    {
        public int Count { get; private set; }

        public Func<bool> Answer { get; set; } = () => true;

        public Task<bool> IsLiveAsync(string accountId, string sessionId, CancellationToken cancellationToken)
        {
            Count++;
            return Task.FromResult(Answer());
        }
    }
}
