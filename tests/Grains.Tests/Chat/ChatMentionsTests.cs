using Nusaloka.Chat;
using Nusaloka.Grains.Chat;

namespace Nusaloka.Grains.Tests.Chat;

public sealed class ChatMentionsTests
{
    private const string Siti = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    [Theory]
    [InlineData($"@{Siti} besok?", 1)]
    [InlineData($"halo@{Siti}, ya", 1)]
    [InlineData($"@{Siti} @{Siti}", 1)]
    [InlineData("@0199A0C2-5B7E-7C3A-9D51-0F6B1F2C3D4E", 1)]
    [InlineData(Siti, 0)]
    [InlineData("@siti @ 0199a0c2", 0)]
    [InlineData($"@{Siti}5", 0)]
    [InlineData($"@{Siti}-x", 0)]
    [InlineData("", 0)]
    public void In_FindsAccountIdsBehindAnAtSign(string text, int count)
    {
        var found = ChatMentions.In(text);

        Assert.Equal(count, found.Count);
        Assert.All(found, static one => Assert.Equal(Guid.Parse(Siti), one));
    }

    [Theory]
    [InlineData(ChatLimits.MaxMentions, true)]
    [InlineData(ChatLimits.MaxMentions + 1, false)]
    public void Check_OfManyMentions(int count, bool isAllowed)
    {
        var text = string.Join(' ', Enumerable.Range(0, count).Select(static i => $"@0199a0c2-5b7e-7c3a-9d51-{i:x12}"));

        var wrong = ChatRules.Check(new SendMessage(Siti, MessageContent.Of(text)));

        Assert.Equal(isAllowed, wrong is null);
    }
}
