using Nusaloka.Grains.Codes;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Tests.Codes;

public sealed class CodeRulesTests
{
    private static readonly CodeOptions Limits = new();
    private static readonly DateTimeOffset Start = new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Wait_AfterOneCode_IsAMinuteForThatPurposeAlone()
    {
        var state = Issued(new CodeState(), Start);

        Assert.Equal(TimeSpan.FromSeconds(60), CodeRules.Wait(state, CodePurpose.SignIn, Limits, Start));
        Assert.Equal(TimeSpan.FromSeconds(1), CodeRules.Wait(state, CodePurpose.SignIn, Limits, Start.AddSeconds(59)));
        Assert.Equal(TimeSpan.Zero, CodeRules.Wait(state, CodePurpose.SignIn, Limits, Start.AddSeconds(60)));
        Assert.Equal(TimeSpan.Zero, CodeRules.Wait(state, CodePurpose.ResetPassword, Limits, Start));
    }

    [Fact]
    public void Wait_AfterFiveWithinAnHour_IsUntilTheFirstIsAnHourOld()
    {
        var state = new CodeState();
        for (var minute = 0; minute < 10; minute += 2)
            state = Issued(state, Start.AddMinutes(minute));

        Assert.Equal(TimeSpan.FromMinutes(50), CodeRules.Wait(state, CodePurpose.SignIn, Limits, Start.AddMinutes(10)));
        Assert.Equal(TimeSpan.Zero, CodeRules.Wait(state, CodePurpose.SignIn, Limits, Start.AddMinutes(60)));
    }

    [Fact]
    public void Wait_WhoeverAsksAllDay_GetsNoMoreThanTwenty()
    {
        var (state, sent) = (new CodeState(), 0);
        for (var now = Start; now < Start.AddDays(1); now = now.AddSeconds(30))
        {
            if (CodeRules.Wait(state, CodePurpose.SignIn, Limits, now) > TimeSpan.Zero)
                continue;
            state = Issued(state, now);
            sent++;
        }

        Assert.Equal(Limits.MaxPerDay, sent);
        Assert.Equal(Limits.MaxPerDay, state.Sent.Length);
        Assert.True(Issued(state, Start.AddDays(3)).Sent.Length == 1, "What is older than a day is forgotten.");
    }

    [Fact]
    public void Issue_ManyFlows_KeepsTheNewestThreeOfAPurpose()
    {
        var state = Issued(new CodeState(), Start, flowId: "other", purpose: CodePurpose.ResetPassword);
        for (var i = 0; i < 5; i++)
            state = Issued(state, Start.AddMinutes(i), flowId: $"flow{i}");

        Assert.Equal(["other", "flow2", "flow3", "flow4"], state.Flows.Select(static flow => flow.FlowId));
        Assert.Equal(["late"], Issued(state, Start.AddMinutes(30), flowId: "late").Flows.Select(static flow => flow.FlowId));
    }

    [Fact]
    public void Redeem_TheRightCode_IsGoodOnceAndEndsTheOthersOfItsPurpose()
    {
        var state = Issued(new CodeState(), Start, flowId: "reset", purpose: CodePurpose.ResetPassword);
        state = Issued(Issued(state, Start, flowId: "first"), Start, flowId: "second");

        var (isGood, next) = Redeem(state, flowId: "first");

        Assert.True(isGood);
        Assert.Equal(["reset"], next?.Flows.Select(static flow => flow.FlowId));
        Assert.Equal((false, null), Redeem(next!, flowId: "first"));
    }

    [Fact]
    public void Redeem_FiveWrongTries_KillTheCode()
    {
        var state = Issued(new CodeState(), Start);
        for (var i = 0; i < Limits.MaxTries; i++)
        {
            var (isGood, next) = Redeem(state, hash: "wrong");
            Assert.False(isGood);
            state = next ?? throw new InvalidOperationException("The try was not counted.");
        }

        Assert.Equal((false, null), Redeem(state));
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

        Assert.Equal((false, null), CodeRules.Redeem(state, purpose, flowId, accountId, "hash", Limits, Start.AddSeconds(seconds)));
        Assert.True(CodeRules.Redeem(state, CodePurpose.SignIn, "flow", "account", "hash", Limits, Start.AddSeconds(599)).IsGood);
    }

    private static CodeState Issued(
        CodeState state, DateTimeOffset now, string flowId = "flow", CodePurpose purpose = CodePurpose.SignIn, string? accountId = null) =>
        CodeRules.Issue(state, new CodeFlow(purpose, flowId, accountId, "hash", now + Limits.Lifetime, 0), now);

    private static (bool IsGood, CodeState? Next) Redeem(CodeState state, string flowId = "flow", string hash = "hash") =>
        CodeRules.Redeem(state, CodePurpose.SignIn, flowId, null, hash, Limits, Start.AddMinutes(1));
}
