using Nusaloka.Chat;
using Nusaloka.Grains.Chat;

namespace Nusaloka.Grains.Tests.Chat;

public sealed class RoomTypingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 6, 1, 0, 0, TimeSpan.Zero);

    private readonly RoomTyping _typing = new();

    [Fact]
    public void Set_AgainAndAgain_IsToldEveryTwoSecondsAndEndsAfterTheLast()
    {
        Assert.Equal(new TypingMark("a", IsTyping: true), _typing.Set("a", true, Start));
        Assert.Null(_typing.Set("a", true, Start.AddSeconds(1)));
        Assert.NotNull(_typing.Set("a", true, Start.AddSeconds(2)));

        Assert.Empty(_typing.Expire(Start.AddSeconds(7)));
        Assert.Equal(Start.AddSeconds(8), _typing.EndsAt);
        Assert.Equal(new TypingMark("a", IsTyping: false), Assert.Single(_typing.Expire(Start.AddSeconds(8))));
        Assert.Null(_typing.EndsAt);
    }

    [Fact]
    public void Set_Stopped_IsToldOnce()
    {
        _typing.Set("a", true, Start);

        Assert.Equal(new TypingMark("a", IsTyping: false), _typing.Set("a", false, Start));
        Assert.Null(_typing.Set("a", false, Start));
    }

    [Fact]
    public void Sent_EndsSilentlyAndTheNextIsToldAtOnce()
    {
        _typing.Set("a", true, Start);

        _typing.Sent("a");

        Assert.Empty(_typing.Expire(Start.AddHours(1)));
        Assert.NotNull(_typing.Set("a", true, Start.AddMilliseconds(1)));
    }

    [Fact]
    public void Set_OfTooMany_IsNotToldOfTheRest()
    {
        Assert.Equal(20, Enumerable.Range(0, 30).Count(i => _typing.Set($"{i}", true, Start) is not null));
    }
}
