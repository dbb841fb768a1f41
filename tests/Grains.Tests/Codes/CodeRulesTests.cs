using Nusaloka.Grains.Codes;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Tests.Codes;

public sealed class CodeRulesTests
{
    private const string Home = "home";
    private const string Elsewhere = "elsewhere";

    private static readonly CodeOptions Limits = new();
    private static readonly DateTimeOffset Start = new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Decide_AfterOneCode_IsAMinuteForThatPurposeAndPlaceAlone()
    {
        var state = Issued(new CodeState(), Start);

        Assert.Equal(TimeSpan.FromSeconds(60), Decide(state, Start).Wait);
        Assert.Equal(TimeSpan.FromSeconds(1), Decide(state, Start.AddSeconds(59)).Wait);
        Assert.Equal(default, Decide(state, Start.AddSeconds(60)));
        Assert.Equal(default, CodeRules.Decide(state, CodePurpose.ResetPassword, null, Home, Limits, Start));
        Assert.Equal(default, Decide(state, Start, Elsewhere));
    }

    [Fact]
    public void Decide_AfterFiveWithinAnHour_WaitsUntilTheFirstIsAnHourOld()
    {
        var state = new CodeState();
        for (var minute = 0; minute < 10; minute += 2)
            state = Issued(state, Start.AddMinutes(minute));

        Assert.Equal(TimeSpan.FromMinutes(40), Decide(state, Start.AddMinutes(20)).Wait);
        Assert.Equal(default, Decide(state, Start.AddMinutes(60)));
    }

    [Fact]
    public void Decide_WhenTheHourIsUsedUp_AnswersTheCodeOnItsWayAgain()
    {
        var state = new CodeState();
        for (var minute = 0; minute < 10; minute += 2)
            state = Issued(state, Start.AddMinutes(minute), flowId: $"flow{minute}");

        Assert.Equal("flow8", Decide(state, Start.AddMinutes(10)).Again?.FlowId);
        Assert.Null(Decide(state, Start.AddSeconds(500)).Again);
        Assert.Null(Decide(state, Start.AddMinutes(20)).Again);
    }

    [Fact]
    public void Decide_WhoeverAsksAllDay_GetsNoMoreThanTwenty()
    {
        var (state, sent) = (new CodeState(), 0);
        for (var now = Start; now < Start.AddDays(1); now = now.AddSeconds(30))
        {
            if (Decide(state, now) != default)
                continue;
            state = Issued(state, now);
            sent++;
        }

        Assert.Equal(Limits.MaxPerDay, sent);
        Assert.Equal(Limits.MaxPerDay, state.Sent.Length);
        Assert.True(Issued(state, Start.AddDays(3)).Sent.Length == 1, "What is older than a day is forgotten.");
    }

    [Fact]
    public void Decide_StrangersWhoUseUpTheirs_LeaveTheOwnerTheirs()
    {
        var state = new CodeState();
        for (var minute = 0; minute < 30; minute++)
        {
            if (Decide(state, Start.AddMinutes(minute), Elsewhere) == default)
                state = Issued(state, Start.AddMinutes(minute), origin: Elsewhere);
        }

        Assert.NotEqual(default, Decide(state, Start.AddMinutes(30), Elsewhere));
        Assert.Equal(default, Decide(state, Start.AddMinutes(30), Home));
    }

    [Fact]
    public void Decide_StrangersAtManyPlaces_AreBoundedTogetherAndWhereACodeWasRightIsNot()
    {
        var owner = CodeRules.Redeem(Issued(new CodeState(), Start), CodePurpose.SignIn, "flow", null, Home, "hash", Limits, Start).Next!;
        var (state, sent) = (owner, 0);
        for (var i = 0; i < 100; i++)
        {
            var now = Start.AddMinutes(2).AddSeconds(20 * i);
            if (Decide(state, now, $"stranger {i}") != default)
                continue;
            state = Issued(state, now, origin: $"stranger {i}");
            sent++;
        }

        // The owner's own code counts with them.
        Assert.Equal(Limits.MaxPerHourOfAll - 1, sent);
        Assert.NotEqual(default, Decide(state, Start.AddMinutes(40), Elsewhere));
        Assert.Equal(default, Decide(state, Start.AddMinutes(40), Home));
        Assert.NotEqual(default, Decide(state with { Familiar = [new FamiliarOrigin(Home, Start.AddDays(-31))] }, Start.AddMinutes(40), Home));
    }

    [Fact]
    public void Decide_StrangersWithinAMinute_AreThreeForAllPurposesAndLeaveTheOwnerTheirs()
    {
        var owner = CodeRules.Redeem(Issued(new CodeState(), Start), CodePurpose.SignIn, "flow", null, Home, "hash", Limits, Start).Next!;
        var (state, now, sent) = (owner, Start.AddMinutes(2), 0);
        foreach (var purpose in new[] { CodePurpose.SignIn, CodePurpose.ResetPassword, CodePurpose.ChangeIdentifier })
        {
            for (var i = 0; i < 30; i++, now = now.AddMilliseconds(100))
            {
                var stranger = $"stranger {i} for {purpose}";
                if (CodeRules.Decide(state, purpose, null, stranger, Limits, now) != default)
                    continue;
                state = Issued(state, now, origin: stranger, purpose: purpose);
                sent++;
            }
        }

        Assert.Equal(Limits.StrangersPerMinute, sent);
        Assert.Equal(default, Decide(state, now, Home));
        Assert.InRange(Decide(state, now, Elsewhere).Wait, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.Equal(default, Decide(state, now.AddMinutes(1), Elsewhere));
    }

    [Fact]
    public void Decide_OnePlaceForEveryPurpose_DoesNotWaitForItself()
    {
        var state = new CodeState();
        foreach (var purpose in Enum.GetValues<CodePurpose>())
        {
            Assert.Equal(default, CodeRules.Decide(state, purpose, null, Elsewhere, Limits, Start));
            state = Issued(state, Start, origin: Elsewhere, purpose: purpose);
        }
    }

    [Fact]
    public void Issue_ManyFlows_KeepsTheNewestThreeOfAPurposeAndPlace()
    {
        var state = Issued(new CodeState(), Start, flowId: "other", purpose: CodePurpose.ResetPassword);
        state = Issued(state, Start, flowId: "owners", origin: Elsewhere);
        for (var i = 0; i < 5; i++)
            state = Issued(state, Start.AddMinutes(i), flowId: $"flow{i}");

        Assert.Equal(["other", "owners", "flow2", "flow3", "flow4"], state.Flows.Select(static flow => flow.FlowId));
        Assert.Equal(["late"], Issued(state, Start.AddMinutes(30), flowId: "late").Flows.Select(static flow => flow.FlowId));
    }

    [Fact]
    public void Redeem_TheRightCode_IsGoodOnceAndEndsTheOthersOfItsPurpose()
    {
        var state = Issued(new CodeState(), Start, flowId: "reset", purpose: CodePurpose.ResetPassword);
        state = Issued(Issued(state, Start, flowId: "first"), Start, flowId: "second");

        var first = Redeem(state, flowId: "first");

        Assert.True(first.IsGood);
        Assert.Equal(["reset"], first.Next?.Flows.Select(static flow => flow.FlowId));
        Assert.Equal(default, Redeem(first.Next!, flowId: "first"));
    }

    [Fact]
    public void Redeem_FiveWrongTries_KillTheCode()
    {
        var state = Issued(new CodeState(), Start);
        for (var i = 0; i < Limits.MaxTries; i++)
        {
            var wrong = Redeem(state, hash: "wrong");
            Assert.Equal((false, true), (wrong.IsGood, wrong.IsWrong));
            state = wrong.Next ?? throw new InvalidOperationException("The try was not counted.");
        }

        Assert.Equal(default, Redeem(state));
    }

    [Fact]
    public void Redeem_FourWrongTries_LeaveOne()
    {
        var state = Issued(new CodeState(), Start);
        for (var i = 0; i < Limits.MaxTries - 1; i++)
            state = Redeem(state, hash: "wrong").Next!;

        Assert.True(Redeem(state).IsGood);
    }

    [Theory]
    [InlineData(CodePurpose.ResetPassword, "flow", "account", 0)]
    [InlineData(CodePurpose.SignIn, "other", "account", 0)]
    [InlineData(CodePurpose.SignIn, "flow", "somebody", 0)]
    [InlineData(CodePurpose.SignIn, "flow", null, 0)]
    [InlineData(CodePurpose.SignIn, "flow", "account", 600)]
    public void Redeem_AnythingElse_FailsAndCountsForNobody(CodePurpose purpose, string flowId, string? accountId, int seconds)
    {
        var state = Issued(new CodeState(), Start, accountId: "account");

        Assert.Equal(default, CodeRules.Redeem(state, purpose, flowId, accountId, Home, "hash", Limits, Start.AddSeconds(seconds)));
        Assert.True(CodeRules.Redeem(state, CodePurpose.SignIn, "flow", "account", Home, "hash", Limits, Start.AddSeconds(599)).IsGood);
    }

    [Fact]
    public void Redeem_OnlyToLook_LeavesTheCodeAndCountsWhatIsWrong()
    {
        var state = Issued(new CodeState(), Start);

        Assert.Equal(new CodeTry(true, false, null), CodeRules.Redeem(state, CodePurpose.SignIn, "flow", null, Home, "hash", Limits, Start, keep: true));
        Assert.Equal(1, CodeRules.Redeem(state, CodePurpose.SignIn, "flow", null, Home, "wrong", Limits, Start, keep: true).Next?.Flows[0].Failures);
    }

    [Fact]
    public void DigitsOf_ACode_GrowWithWhatItOpensAndWhileSomebodyGuesses()
    {
        var guessed = Guessed(new CodeState(), Limits.MaxWrongPerDay, Start);

        Assert.Equal(6, CodeRules.DigitsOf(new CodeState(), CodePurpose.SignIn, Limits, Start));
        Assert.Equal(8, CodeRules.DigitsOf(new CodeState(), CodePurpose.ResetPassword, Limits, Start));
        Assert.Equal(6, CodeRules.DigitsOf(Guessed(new CodeState(), Limits.MaxWrongPerDay - 1, Start), CodePurpose.SignIn, Limits, Start));
        // Wrong codes for one purpose count for all.
        Assert.Equal(10, CodeRules.DigitsOf(guessed, CodePurpose.ResetPassword, Limits, Start.AddHours(23)));
        Assert.Equal(8, CodeRules.DigitsOf(guessed, CodePurpose.ResetPassword, Limits, Start.AddHours(25)));
    }

    [Fact]
    public void Redeem_WhileSomebodyGuesses_ShortCodesAreGoodOnlyWhereOneWasRightBefore()
    {
        var state = Guessed(new CodeState { Familiar = [new FamiliarOrigin(Home, Start)] }, Limits.MaxWrongPerDay, Start);
        var shortOnes = Issued(state, Start, flowId: "short");
        var longOne = CodeRules.Issue(state, new CodeFlow(
            CodePurpose.SignIn, "long", null, "hash", Start + Limits.Lifetime, 0, Elsewhere, CodeRules.DigitsUnderAttack), Start);

        Assert.False(CodeRules.Redeem(shortOnes, CodePurpose.SignIn, "short", null, Elsewhere, "hash", Limits, Start).IsGood);
        Assert.True(CodeRules.Redeem(shortOnes, CodePurpose.SignIn, "short", null, Home, "hash", Limits, Start).IsGood);
        Assert.True(CodeRules.Redeem(longOne, CodePurpose.SignIn, "long", null, Elsewhere, "hash", Limits, Start).IsGood);
    }

    /// <summary>So many wrong codes, five for each.</summary>
    private static CodeState Guessed(CodeState state, int times, DateTimeOffset now)
    {
        for (var i = 0; i < times; i++)
        {
            if (i % Limits.MaxTries == 0)
                state = Issued(state, now, flowId: $"guessed {i}", purpose: CodePurpose.SignIn, origin: $"guesser {i}");
            state = CodeRules.Redeem(state, CodePurpose.SignIn, $"guessed {i - (i % Limits.MaxTries)}", null, "guesser", "wrong", Limits, now).Next!;
        }

        return state;
    }

    private static CodeDecision Decide(CodeState state, DateTimeOffset now, string origin = Home) =>
        CodeRules.Decide(state, CodePurpose.SignIn, null, origin, Limits, now);

    private static CodeState Issued(
        CodeState state, DateTimeOffset now, string flowId = "flow", CodePurpose purpose = CodePurpose.SignIn, string? accountId = null,
        string origin = Home) =>
        CodeRules.Issue(state, new CodeFlow(purpose, flowId, accountId, "hash", now + Limits.Lifetime, 0, origin), now);

    private static CodeTry Redeem(CodeState state, string flowId = "flow", string hash = "hash") =>
        CodeRules.Redeem(state, CodePurpose.SignIn, flowId, null, Home, hash, Limits, Start.AddMinutes(1));
}
