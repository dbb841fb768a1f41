using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;

namespace Nusaloka.Grains.Tests.Accounts.Sessions;

public sealed class SessionRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SessionOptions Options = new();

    [Fact]
    public void ExpiresAt_IsIdleTimeAfterUse_ButNeverPastTheAbsoluteEnd()
    {
        var fresh = Session("a");
        var used = fresh with { LastUsedAt = Start.AddDays(80) };

        Assert.Equal(Start.AddDays(30), SessionRules.ExpiresAt(fresh, Options));
        Assert.Equal(Start.AddDays(90), SessionRules.ExpiresAt(used, Options));
    }

    [Fact]
    public void Find_AtTheExpiry_FindsNothing()
    {
        var state = new SessionsState { Live = [Session("a")] };

        Assert.NotNull(SessionRules.Find(state, "a", Options, Start.AddDays(30).AddTicks(-1)));
        Assert.Null(SessionRules.Find(state, "a", Options, Start.AddDays(30)));
        Assert.Null(SessionRules.Find(state, "b", Options, Start));
    }

    [Fact]
    public void Start_OneTooMany_EndsTheOneUsedLongestAgo()
    {
        var state = new SessionsState();
        for (var i = 0; i < SessionLimits.MaxPerAccount; i++)
            state = SessionRules.Start("siti", state, Session($"s{i:D2}", usedAt: Start.AddMinutes(i == 7 ? 0 : i + 1)), Options, End(Start));

        var next = SessionRules.Start("siti", state, Session("new", usedAt: Start.AddHours(2)), Options, End(Start.AddHours(2)));

        Assert.Equal(SessionLimits.MaxPerAccount, next.Live.Length);
        Assert.DoesNotContain(next.Live, static session => session.Id == "s07");
        Assert.Equal(new EndedSession("s07", Start.AddHours(2), Start.AddHours(3), SessionEndReason.Replaced), Assert.Single(next.Ended));
    }

    [Fact]
    public void Start_ExpiredOnes_AreDroppedAndCountNoMore()
    {
        var state = new SessionsState { Live = [Session("old")] };

        var next = SessionRules.Start("siti", state, Session("new", usedAt: Start.AddDays(31)), Options, End(Start.AddDays(31)));

        Assert.Equal(["new"], next.Live.Select(static session => session.Id));
        Assert.Empty(next.Ended);
    }

    [Theory]
    [InlineData(5, 0, (int)RefreshDecision.Rotate)]
    [InlineData(4, 1, (int)RefreshDecision.Repeat)]
    [InlineData(4, 30, (int)RefreshDecision.Rotate)]
    [InlineData(4, 2_000_000, (int)RefreshDecision.Rotate)]
    [InlineData(3, 29, (int)RefreshDecision.Repeat)]
    [InlineData(3, 30, (int)RefreshDecision.Reused)]
    [InlineData(2, 1, (int)RefreshDecision.Reused)]
    [InlineData(1, 1, (int)RefreshDecision.Reused)]
    public void Decide_ByGenerationAndTimeSinceItsUse(int generation, int seconds, int expected)
    {
        var session = Session("a") with { Generation = 5, Used = [new UsedToken(3, Start), new UsedToken(4, Start)] };

        Assert.Equal((RefreshDecision)expected, SessionRules.Decide(session, generation, Options, Start.AddSeconds(seconds)));
    }

    [Fact]
    public void Rotate_ManyTimes_RemembersOnlyWhatIsWithinTheGrace()
    {
        var state = new SessionsState { Live = [Session("a")] };
        for (var i = 0; i < 100; i++)
            state = SessionRules.Rotate(state, state.Live[0], state.Live[0].Generation, $"hash{i}", Options, Start.AddSeconds(10 * i));

        var session = Assert.Single(state.Live);
        Assert.Equal(101, session.Generation);
        Assert.Equal("hash99", session.SecretHash);
        Assert.Equal(Start.AddSeconds(990), session.LastUsedAt);
        Assert.Equal([98, 99, 100], session.Used.Select(static used => used.Generation));
    }

    [Fact]
    public void Rotate_InAStorm_RemembersBoundedly()
    {
        var state = new SessionsState { Live = [Session("a")] };
        for (var i = 0; i < 100; i++)
            state = SessionRules.Rotate(state, state.Live[0], state.Live[0].Generation, "hash", Options, Start);

        Assert.Equal(SessionRules.MaxUsed, state.Live[0].Used.Length);
        Assert.Equal(100, state.Live[0].Used[^1].Generation);
    }

    [Fact]
    public void End_Chosen_LeavesTheOthersAndTellsWhy()
    {
        var state = new SessionsState { Live = [Session("a"), Session("b"), Session("c")] };

        var next = SessionRules.End("siti", state, static session => session.Id != "b", End(Start, SessionEndReason.PasswordChanged));

        Assert.Equal(["b"], next.Live.Select(static session => session.Id));
        Assert.Equal(["a", "c"], next.Ended.Select(static ended => ended.Id));
        Assert.All(next.Ended, static ended => Assert.Equal((Start, SessionEndReason.PasswordChanged), (ended.At, ended.Reason)));
        var told = Assert.Single(next.PendingEvents);
        Assert.Equal(SessionsEnded.Type, told.Type);
        var payload = Assert.IsType<SessionsEnded>(told.Payload);
        Assert.Equal(("siti", Start.AddHours(1)), (payload.AccountId, payload.TokensUntil));
        Assert.Equal(["a", "c"], payload.Sessions.Select(static session => session.Id));
    }

    [Fact]
    public void End_ForReuse_HasANameOfItsOwn()
    {
        var next = SessionRules.End("siti", new SessionsState { Live = [Session("a")] }, static _ => true, End(Start, SessionEndReason.Reused));

        Assert.Equal("session.reuse_detected", Assert.Single(next.PendingEvents).Type);
    }

    [Fact]
    public void End_Ended_AreForgottenOnceTheirTokensHaveExpired()
    {
        var state = SessionRules.End("siti", new SessionsState { Live = [Session("a"), Session("b")] }, static one => one.Id == "a", End(Start));

        var within = SessionRules.End("siti", state, static _ => true, End(Start.AddMinutes(59)));
        var after = SessionRules.End("siti", state, static _ => true, End(Start.AddMinutes(60)));

        Assert.Equal(["a", "b"], within.Ended.Select(static ended => ended.Id));
        Assert.Equal(["b"], after.Ended.Select(static ended => ended.Id));
    }

    [Theory]
    [InlineData(4, false, true)]
    [InlineData(5, false, false)]
    [InlineData(6, false, false)]
    [InlineData(4, true, false)]
    public void IsOlder_ByVersion_UnlessItIsKept(long version, bool isKept, bool expected)
    {
        var session = Session("a") with { AccessVersion = version };

        Assert.Equal(expected, SessionRules.IsOlder(session, new AccessChange(5, SessionEndReason.PasswordChanged, isKept ? "a" : "b")));
    }

    [Fact]
    public void Spare_TheKeptSession_IsNotOlderThanTheNextChangeMakesIt()
    {
        var change = new AccessChange(5, SessionEndReason.PasswordChanged, "a");

        var next = SessionRules.Spare(new SessionsState { Live = [Session("a"), Session("b")] }, change);

        Assert.Equal([5, 0], next.Live.Select(static session => session.AccessVersion));
        Assert.True(SessionRules.IsOlder(next.Live[0], new AccessChange(6, SessionEndReason.Banned, null)));
    }

    private static SessionEnd End(DateTimeOffset at, SessionEndReason reason = SessionEndReason.Replaced) => new(reason, at, at.AddHours(1));

    private static SessionState Session(string id, DateTimeOffset? usedAt = null) => new()
    {
        Id = id,
        Device = "Chrome, Windows",
        Methods = [SignInMethods.Password],
        StartedAt = usedAt ?? Start,
        LastUsedAt = usedAt ?? Start,
        AccessVersion = 0,
        Generation = 1,
        WrappedKey = "",
        SecretHash = "",
    };
}
