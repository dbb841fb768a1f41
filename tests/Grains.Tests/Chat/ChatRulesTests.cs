using Nusaloka.Chat;
using Nusaloka.Grains.Chat;

namespace Nusaloka.Grains.Tests.Chat;

public sealed class ChatRulesTests
{
    private const string Siti = "0199a0c2-0000-7000-8000-00000000000a";
    private const string Budi = "0199a0c2-0000-7000-8000-00000000000b";
    private static readonly DateTimeOffset Now = new(2026, 1, 6, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Check_Messages_OfEachTypeWithWhatBelongsToIt()
    {
        Assert.Null(ChatRules.Check(Send(MessageContent.Of("Halo 👋\napa kabar?"))));
        Assert.Null(ChatRules.Check(Send(MessageContent.Of(new string('a', ChatLimits.MaxTextLength)))));
        Assert.Null(ChatRules.Check(Send(new MessageContent(MessageType.Image, "", Budi))));
        Assert.Null(ChatRules.Check(Send(new MessageContent(MessageType.File, "tiket", Budi))));
        Assert.Null(ChatRules.Check(Send(new MessageContent(MessageType.Place, "", Place: new GeoPlace(-7.79, 110.36)))));
        Assert.Null(ChatRules.Check(new SendMessage(null, new MessageContent(MessageType.System, "Pesanan dikonfirmasi"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("a\0b")]
    [InlineData("bell \a")]
    public void Check_TextThatCannotBeSaid_IsRefused(string text) => Assert.NotNull(ChatRules.Check(Send(MessageContent.Of(text))));

    [Fact]
    public void Check_PartsThatDoNotBelong_AreRefused()
    {
        // Halves of characters, which attributes cannot hold.
        var wave = "👋";
        Assert.NotNull(ChatRules.Check(Send(MessageContent.Of("half " + wave[0]))));
        Assert.NotNull(ChatRules.Check(Send(MessageContent.Of("half " + wave[1] + " a character"))));
        Assert.NotNull(ChatRules.CheckEmoji(wave[..1]));
        Assert.NotNull(ChatRules.Check(Send(MessageContent.Of(new string('a', ChatLimits.MaxTextLength + 1)))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.Text, "a", Budi))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.Image, ""))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.Image, "", "no id"))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.Place, ""))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.Place, "", Place: new GeoPlace(90.1, 0)))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.Place, "", Place: new GeoPlace(double.NaN, 0)))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent(MessageType.System, "I am the product"))));
        Assert.NotNull(ChatRules.Check(Send(new MessageContent((MessageType)9, "a"))));
        Assert.NotNull(ChatRules.Check(Send(MessageContent.Of("a")) with { ClientMessageId = "" }));
        Assert.NotNull(ChatRules.Check(Send(MessageContent.Of("a")) with { ClientMessageId = new string('a', ChatLimits.MaxClientMessageIdLength + 1) }));
    }

    [Theory]
    [InlineData("👍", true)]
    [InlineData("❤️", true)]
    [InlineData("👩‍👩‍👧‍👦", true)]
    [InlineData("1️⃣", true)]
    [InlineData("", false)]
    [InlineData("+1", false)]
    [InlineData("é", false)]
    [InlineData("👍 👍", false)]
    [InlineData("<b>👍", false)]
    [InlineData("🇮🇩", true)]
    [InlineData("👍🏽", true)]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", true)]
    [InlineData("👍👍", false)]
    [InlineData("👍\u202E", false)]
    [InlineData("\u202E", false)]
    [InlineData("\u200D", false)]
    [InlineData("\uFE0F", false)]
    public void CheckEmoji_OnlyEmojis_AreReactions(string emoji, bool isOne) => Assert.Equal(isOne, ChatRules.CheckEmoji(emoji) is null);

    [Fact]
    public void Check_Rooms_AreThoseOfTheirIds()
    {
        Assert.Null(ChatRules.Check(RoomIds.Direct(Siti, Budi), new OpenRoom(RoomKind.Direct, Siti, [Budi])));
        Assert.Null(ChatRules.Check(RoomIds.Direct(Siti, Budi), new OpenRoom(RoomKind.Direct, Budi, [Siti])));
        Assert.Null(ChatRules.Check(RoomIds.Support(Siti), new OpenRoom(RoomKind.Support, Siti, [], SubjectId: Siti)));
        Assert.Null(ChatRules.Check(RoomIds.Booking("b"), new OpenRoom(RoomKind.Booking, null, [Siti, Budi], SubjectId: "b")));
        Assert.Null(ChatRules.Check(RoomIds.Group(Siti, "k"), new OpenRoom(RoomKind.Group, Siti, [], "Kita")));

        Assert.NotNull(ChatRules.Check(RoomIds.Direct(Siti, Siti), new OpenRoom(RoomKind.Direct, Siti, [Siti])));
        Assert.NotNull(ChatRules.Check(RoomIds.Group(Siti, "k"), new OpenRoom(RoomKind.Direct, Siti, [Budi])));
        Assert.NotNull(ChatRules.Check(RoomIds.Support(Siti), new OpenRoom(RoomKind.Support, Budi, [], SubjectId: Siti)));
        Assert.NotNull(ChatRules.Check(RoomIds.Booking("a"), new OpenRoom(RoomKind.Booking, null, [], SubjectId: "b")));
        Assert.NotNull(ChatRules.Check(RoomIds.Group(Siti, "k"), new OpenRoom(RoomKind.Group, Siti, [], "")));
        Assert.NotNull(ChatRules.Check("no id", new OpenRoom(RoomKind.Group, Siti, [], "Kita")));
    }

    [Fact]
    public void CheckChange_Roles_AreTheOwnersToGive()
    {
        var (owner, moderator, member) = (Member("o", RoomRole.Owner), Member("m", RoomRole.Moderator), Member("x", RoomRole.Member));
        var promote = new ChangeMember("o", "x", RoomRole.Moderator, null);
        var mute = new ChangeMember("m", "x", null, TimeSpan.FromHours(1));

        Assert.Null(ChatRules.CheckChange(RoomKind.Group, owner, member, promote));
        Assert.Equal(ChatErrors.NotAllowed, ChatRules.CheckChange(RoomKind.Group, moderator, member, promote));
        Assert.Null(ChatRules.CheckChange(RoomKind.Group, moderator, member, mute));
        Assert.Equal(ChatErrors.NotAllowed, ChatRules.CheckChange(RoomKind.Group, moderator, owner, mute));
        Assert.Equal(ChatErrors.NotAllowed, ChatRules.CheckChange(RoomKind.Group, member, moderator, mute));
        Assert.Equal(ChatErrors.NotAllowed, ChatRules.CheckChange(RoomKind.Group, owner, owner, promote));
        Assert.Equal(ChatErrors.KindForbids, ChatRules.CheckChange(RoomKind.Booking, owner, member, promote));
        Assert.NotNull(ChatRules.CheckChange(RoomKind.Group, owner, member, promote with { Role = RoomRole.Officer }));
        Assert.NotNull(ChatRules.CheckChange(RoomKind.Group, owner, member, mute with { Mute = TimeSpan.FromSeconds(-1) }));
    }

    [Fact]
    public void Heir_OfAnOwner_IsTheModeratorWhoHasBeenThereLongest()
    {
        var first = Member("a", RoomRole.Member);
        var moderator = Member("b", RoomRole.Moderator) with { JoinedAt = Now.AddHours(2) };
        var elder = Member("c", RoomRole.Moderator) with { JoinedAt = Now.AddHours(1) };

        Assert.Equal(elder, ChatRules.Heir([first, moderator, elder]));
        Assert.Equal(first, ChatRules.Heir([Member("d", RoomRole.Member) with { JoinedAt = Now.AddHours(1) }, first]));
        Assert.Null(ChatRules.Heir([first, Member("o", RoomRole.Owner)]));
        Assert.Null(ChatRules.Heir([]));
    }

    [Fact]
    public void RoomIds_OfTwo_AreTheSameWhoeverAsks()
    {
        Assert.Equal(RoomIds.Direct(Siti, Budi), RoomIds.Direct(Budi, Siti));
        Assert.NotEqual(RoomIds.Direct(Siti, Budi), RoomIds.Direct(Siti, Siti));
        Assert.NotEqual(RoomIds.Support(Siti), RoomIds.Booking(Siti));
    }

    [Theory]
    [InlineData("0199a0c2-0000-7000-8000-00000000000a.12", 12)]
    [InlineData("0199a0c2-0000-7000-8000-00000000000a.0", null)]
    [InlineData("0199a0c2-0000-7000-8000-00000000000a.-1", null)]
    [InlineData("0199a0c2-0000-7000-8000-00000000000a", null)]
    [InlineData(".1", null)]
    [InlineData("", null)]
    public void MessageId_TryParse_OnlyWhatItWrites(string text, int? seq)
    {
        Assert.Equal(seq is not null, MessageId.TryParse(text, out var id));
        if (seq is not null)
            Assert.Equal((text, (long)seq), (id.ToString(), id.Seq));
    }

    private static SendMessage Send(MessageContent content) => new(Siti, content);

    private static RoomMember Member(string id, RoomRole role) => new(id, role, Now, 0);
}
