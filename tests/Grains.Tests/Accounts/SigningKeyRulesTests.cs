using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class SigningKeyRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    [Fact]
    public void Rotate_First_SignsAtOnce()
    {
        Assert.True(SigningKeyRules.IsDue(new SigningKeysState(), Start));

        var state = SigningKeyRules.Rotate(new SigningKeysState(), Key("a"), Lifetime, Start);

        Assert.Equal("a", SigningKeyRules.Signing(state, Start).KeyId);
        Assert.False(SigningKeyRules.IsDue(state, Start.AddDays(29)));
        Assert.True(SigningKeyRules.IsDue(state, Start.AddDays(30).AddMinutes(-10)));
    }

    [Theory]
    [InlineData(0, "a", "b,a")]
    [InlineData(9, "a", "b,a")]
    [InlineData(10, "b", "b,a")]
    [InlineData(25, "b", "b,a")]
    [InlineData(26, "b", "b")]
    public void Rotate_Next_IsPublishedBeforeItSigns_AndTheOldOneUntilItsTokensHaveExpired(int minutes, string signing, string published)
    {
        var state = SigningKeyRules.Rotate(new SigningKeysState(), Key("a"), Lifetime, Start);
        var due = Start.AddDays(30).AddMinutes(-10);

        state = SigningKeyRules.Rotate(state, Key("b"), Lifetime, due);

        var now = due.AddMinutes(minutes);
        Assert.Equal(signing, SigningKeyRules.Signing(state, now).KeyId);
        Assert.Equal(published, string.Join(',', SigningKeyRules.Published(state, Lifetime, now).Select(static key => key.KeyId)));
        Assert.False(SigningKeyRules.IsDue(state, now));
    }

    [Fact]
    public void Rotate_ForYears_KeepsTwoKeysAtMost()
    {
        var (state, now) = (new SigningKeysState(), Start);
        for (var i = 0; i < 100; i++, now += TimeSpan.FromDays(30))
        {
            Assert.True(SigningKeyRules.IsDue(state, now));
            state = SigningKeyRules.Rotate(state, Key($"{i}"), Lifetime, now);
            Assert.InRange(state.Keys.Length, 1, 2);
        }
    }

    [Fact]
    public void Rotate_AKeyFromBeforeKeysRotated_IsReplacedInGoodOrder()
    {
        var state = new SigningKeysState { Keys = [Key("old")] };
        Assert.True(SigningKeyRules.IsDue(state, Start));

        state = SigningKeyRules.Rotate(state, Key("new"), Lifetime, Start);

        Assert.Equal("old", SigningKeyRules.Signing(state, Start).KeyId);
        Assert.Equal("new", SigningKeyRules.Signing(state, Start.AddMinutes(10)).KeyId);
    }

    [Fact]
    public void Replace_DropsAllOthersAtOnceAndGrowsTheVersion()
    {
        var state = SigningKeyRules.Rotate(new SigningKeysState(), Key("a"), Lifetime, Start);

        var next = SigningKeyRules.Replace(state, Key("b"), "order-1", Start.AddDays(1));

        Assert.Equal(["b"], SigningKeyRules.Published(next, Lifetime, Start.AddDays(1)).Select(static key => key.KeyId));
        Assert.Equal("b", SigningKeyRules.Signing(next, Start.AddDays(1)).KeyId);
        Assert.Equal((1, "order-1"), (next.Version, next.LastOrder));
    }

    private static SigningKeyState Key(string id) => new(id, "", "", "", Start);
}
