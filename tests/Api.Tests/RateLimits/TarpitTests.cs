using Nusaloka.Api.RateLimits;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.RateLimits;

/// <summary>One process by itself.</summary>
public sealed class TarpitTests
{
    private static readonly Caller Siti = Caller.Account("siti");
    private static readonly Caller Home = Caller.Account("home");
    private static readonly Caller Elsewhere = Caller.Account("elsewhere");
    private static readonly Caller Phone = Caller.Account("device:siti:phone");

    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    [InlineData(50, 10)]
    [InlineData(99, 10)]
    public async Task Enter_AfterFailures_WaitsASecondForEveryFive(int failures, int seconds)
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < failures; i++)
            await FailAsync(pit, Siti, Caller.Account($"address {i}"));

        await AssertWaitsAsync(seconds, pit, Elsewhere);
    }

    [Fact]
    public async Task Enter_ManyAtOnce_AreNotAllTheFirst()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock, new TarpitOptions { MaxWaitingEach = 100 });

        var attempts = Enumerable.Range(0, 20).Select(n => pit.EnterAsync(Siti, Caller.Account($"address {n}"), CancellationToken.None)).ToArray();

        Assert.Equal(5, attempts.Count(static attempt => attempt.IsCompletedSuccessfully));
        Assert.Equal(15, pit.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await Task.WhenAll(attempts);
        Assert.Equal(0, pit.Waiting);
    }

    [Fact]
    public async Task Enter_OneAddressWithManyPeoplesNames_WaitsToo()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < 50; i++)
            await FailAsync(pit, Caller.Account($"person {i}"), Elsewhere);

        await AssertWaitsAsync(2, pit, Elsewhere);
        await AssertWaitsAsync(0, pit, Home);
    }

    [Fact]
    public async Task Enter_WhereOneHasSignedInBefore_StrangersWhoGuessDoNotSlowOneDown()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        await pit.LeaveAsync(await pit.EnterAsync(Siti, Home, CancellationToken.None), AttemptEnd.Right);
        for (var i = 0; i < 100; i++)
            await FailAsync(pit, Siti, Elsewhere);

        await AssertWaitsAsync(0, pit, Home);
    }

    [Fact]
    public async Task Enter_AfterTheRightPassword_BeginsAnew()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < 4; i++)
            await FailAsync(pit, Siti, Home);

        await pit.LeaveAsync(await pit.EnterAsync(Siti, Home, CancellationToken.None), AttemptEnd.Right);
        for (var i = 0; i < 4; i++)
            await FailAsync(pit, Siti, Home);

        await AssertWaitsAsync(0, pit, Home);
    }

    [Fact]
    public async Task Enter_AfterAQuietQuarterOfAnHour_NothingIsRemembered()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < 20; i++)
            await FailAsync(pit, Siti, Caller.Account($"address {i}"));

        _clock.Advance(TimeSpan.FromMinutes(15));

        await AssertWaitsAsync(0, pit, Home);
    }

    [Fact]
    public async Task Enter_MoreThanMayWait_AreTurnedAwayAndNotCounted()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock, new TarpitOptions { MaxWaitingEach = 2, MaxWaiting = 3 });
        var (siti, budi) = (await WaitersAsync(pit, Siti, 4), await WaitersAsync(pit, Caller.Account("budi"), 2));

        Assert.Equal([false, false, true, true], siti.Select(static attempt => attempt.IsCompleted));
        Assert.Equal([false, true], budi.Select(static attempt => attempt.IsCompleted));
        Assert.NotNull((await siti[2]).ComeBackIn);
        Assert.NotNull((await budi[1]).ComeBackIn);
        Assert.Equal(3, pit.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Task.WhenAll([.. siti, .. budi]);
        Assert.Equal(6, (await siti[1]).Before);
        Assert.Equal(0, pit.Waiting);
    }

    [Fact]
    public async Task Enter_ManyFromOneAddress_OneWaitsAndLeavesOthersTheirPlaces()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < 5; i++)
            await FailAsync(pit, Siti, Caller.Account($"address {i}"));

        var strangers = Enumerable.Range(0, 20).Select(_ => pit.EnterAsync(Siti, Elsewhere, CancellationToken.None)).ToArray();
        var owner = pit.EnterAsync(Siti, Home, CancellationToken.None);

        Assert.Equal(1, strangers.Count(static attempt => !attempt.IsCompleted));
        Assert.False(owner.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await owner).ComeBackIn);
    }

    [Fact]
    public async Task Enter_StrangersTakeAllPlaces_WhereOneHasSignedInBeforeThereIsOne()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock, new TarpitOptions { MaxWaitingEach = 2 });
        await pit.LeaveAsync(await pit.EnterAsync(Siti, Home, CancellationToken.None), AttemptEnd.Right);
        var strangers = await WaitersAsync(pit, Siti, 4);
        for (var i = 0; i < 5; i++)
            await pit.LeaveAsync(await pit.EnterAsync(Siti, Home, CancellationToken.None), AttemptEnd.Wrong);

        var owner = pit.EnterAsync(Siti, Home, CancellationToken.None);

        Assert.Equal(2, strangers.Count(static attempt => !attempt.IsCompleted));
        Assert.False(owner.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await owner).ComeBackIn);
    }

    [Fact]
    public async Task Enter_AllDayFromManyPlaces_GuessesLittleMoreThanAHundred()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        await pit.LeaveAsync(await pit.EnterAsync(Siti, Home, CancellationToken.None), AttemptEnd.Right);
        var guesses = 0;
        for (var second = 0; second < 86_400; second += 10)
        {
            var entering = pit.EnterAsync(Siti, Caller.Account($"address {second}"), CancellationToken.None);
            _clock.Advance(TimeSpan.FromSeconds(10));
            var attempt = await entering;
            if (attempt.ComeBackIn is not null)
                continue;
            guesses++;
            await pit.LeaveAsync(attempt, AttemptEnd.Wrong);
        }

        // A hundred, those of the growing pauses, and four an hour.
        Assert.InRange(guesses, 100, 240);
        var turnedAway = await pit.EnterAsync(Siti, Elsewhere, CancellationToken.None);
        Assert.InRange(turnedAway.ComeBackIn ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        await AssertWaitsAsync(0, pit, Home);
    }

    [Fact]
    public async Task Enter_ByADeviceThatTheAccountKnows_StrangersWhoGuessDoNotKeepItOut()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        await GuessAsync(pit, 120);
        await FailFromAsync(pit, Caller.Account("a new place"), 30);

        var stranger = await pit.EnterAsync(Siti, Home, CancellationToken.None);
        var owner = pit.EnterAsync(Siti, Caller.Account("a new place"), Phone, CancellationToken.None);

        Assert.NotNull(stranger.ComeBackIn);
        Assert.True(owner.IsCompletedSuccessfully);
        Assert.Null((await owner).ComeBackIn);
        await pit.LeaveAsync(await owner, AttemptEnd.Right);
        // The place is known from now on; that others fail there, too, makes everybody there wait a second.
        await AssertWaitsAsync(1, pit, Caller.Account("a new place"));
        Assert.NotNull((await pit.EnterAsync(Siti, Home, CancellationToken.None)).ComeBackIn);
    }

    [Fact]
    public async Task Enter_ByADeviceThatFailsTwentyTimes_IsAStrangers()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        await GuessAsync(pit, 120);
        for (var tries = 0; tries < 20; tries++)
        {
            var entering = pit.EnterAsync(Siti, Elsewhere, Phone, CancellationToken.None);
            _clock.Advance(TimeSpan.FromSeconds(10));
            var attempt = await entering;
            Assert.Null(attempt.ComeBackIn);
            await pit.LeaveAsync(attempt, AttemptEnd.Wrong);
        }

        await pit.EnterAsync(Siti, Home, CancellationToken.None);

        Assert.NotNull((await pit.EnterAsync(Siti, Elsewhere, Phone, CancellationToken.None)).ComeBackIn);
    }

    [Fact]
    public async Task Enter_TriesThatEndedNeitherWay_AreNoneOfTheHundred()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < 150; i++)
            await pit.LeaveAsync(await pit.EnterAsync(Siti, Elsewhere, CancellationToken.None), AttemptEnd.Neither);

        await AssertWaitsAsync(0, pit, Elsewhere);
    }

    [Fact]
    public async Task Enter_CallerHangsUp_LeavesItsPlace()
    {
        var pit = LimiterFactory.Tarpit(LimiterFactory.Redis(_clock), _clock);
        for (var i = 0; i < 5; i++)
            await FailAsync(pit, Siti, Caller.Account($"address {i}"));
        using var gone = new CancellationTokenSource();
        var waiting = pit.EnterAsync(Siti, Home, gone.Token);
        Assert.Equal(1, pit.Waiting);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, pit.Waiting);
    }

    /// <summary>So many strangers who fail, one after the other, and one more, so that a pause is on.</summary>
    private async Task GuessAsync(Tarpit pit, int guesses)
    {
        for (var guess = 0; guess < guesses; guess++)
        {
            await FailAsync(pit, Siti, Caller.Account($"stranger {guess}"));
            _clock.Advance(TimeSpan.FromMinutes(15));
        }

        await FailAsync(pit, Siti, Caller.Account("the last"));
    }

    private async Task FailFromAsync(Tarpit pit, Caller address, int failures)
    {
        for (var failure = 0; failure < failures; failure++)
            await FailAsync(pit, Caller.Account($"person {failure}"), address);
    }

    /// <summary>Five who fail, then so many that wait.</summary>
    private async Task<Task<Attempt>[]> WaitersAsync(Tarpit pit, Caller identifier, int count)
    {
        for (var i = 0; i < 5; i++)
            await FailAsync(pit, identifier, Caller.Account($"address {i}"));
        return [.. Enumerable.Range(0, count).Select(n => pit.EnterAsync(identifier, Caller.Account($"elsewhere {n}"), CancellationToken.None))];
    }

    private async Task FailAsync(Tarpit pit, Caller identifier, Caller address)
    {
        var entering = pit.EnterAsync(identifier, address, CancellationToken.None);
        if (!entering.IsCompleted)
            _clock.Advance(TimeSpan.FromSeconds(10));
        if (await entering is { ComeBackIn: null } attempt)
            await pit.LeaveAsync(attempt, AttemptEnd.Wrong);
    }

    private async Task AssertWaitsAsync(int seconds, Tarpit pit, Caller address)
    {
        var entering = pit.EnterAsync(Siti, address, CancellationToken.None);
        Assert.Equal(seconds == 0, entering.IsCompletedSuccessfully);
        if (seconds > 0)
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.False(entering.IsCompleted);
            Assert.Equal(1, pit.Waiting);
            _clock.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Null((await entering).ComeBackIn);
    }
}
