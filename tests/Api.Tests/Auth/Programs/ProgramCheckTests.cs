using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Auth.Programs;

public sealed class ProgramCheckTests : IDisposable
{
    private static readonly TokenIdentity Reports = new("reports", Role.Service, DateTimeOffset.MaxValue, Scopes: "records", ProgramVersion: "v1");

    private readonly ManualTimeProvider _time = new();
    private readonly Source _source = new();
    private readonly ProgramCheck _check;

    public ProgramCheckTests() => _check = new ProgramCheck(_source, _time);

    public void Dispose() => _check.Dispose();

    [Fact]
    public async Task IsKnown_WithinTwoSeconds_AsksOnce()
    {
        Assert.True(await _check.IsKnownAsync(Reports, default));
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.True(await _check.IsKnownAsync(Reports, default));

        Assert.Equal(1, _source.Asked);
    }

    [Fact]
    public async Task IsKnown_RevokedAndTwoSecondsLater_IsNot()
    {
        Assert.True(await _check.IsKnownAsync(Reports, default));
        _source.Version = "v2";
        _time.Advance(ProgramCheck.FreshFor);

        Assert.False(await _check.IsKnownAsync(Reports, default));
    }

    [Fact]
    public async Task IsKnown_TokenNewerThanTheAnswer_IsAskedForAtOnce()
    {
        Assert.True(await _check.IsKnownAsync(Reports, default));
        _source.Version = "v2";
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await _check.IsKnownAsync(Reports with { ProgramVersion = "v2" }, default));
    }

    [Fact]
    public async Task IsKnown_NobodyAnswers_GoesByTheLastAnswerForTenSecondsAndThenLetsNobodyIn()
    {
        Assert.True(await _check.IsKnownAsync(Reports, default));
        _source.IsAway = true;
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(await _check.IsKnownAsync(Reports, default));
        _time.Advance(TimeSpan.FromSeconds(1));

        var refused = await Assert.ThrowsAsync<RequestRejectedException>(async () => await _check.IsKnownAsync(Reports, default));

        Assert.Equal(503, refused.Problem.Status);
    }

    private sealed class Source : IProgramSource
    {
        public string Version { get; set; } = "v1";

        public bool IsAway { get; set; }

        public int Asked { get; private set; }

        public Task<KnownPrograms> ListAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return IsAway ? throw new TimeoutException("away") : Task.FromResult(new KnownPrograms([new ProgramStanding("reports", "records", Version)]));
        }
    }
}
