using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Tests.Accounts;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>A mail's link switches off what it is about, and nobody can make one.</summary>
public sealed class UnsubscribeLinksTests
{
    private const string Account = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    [Fact]
    public void TryRead_OfATokenOfOurs_SaysWhoseAndWhat()
    {
        var links = Links(7);

        Assert.True(links.TryRead(links.Token(Account, [NotificationCategory.Bookings, NotificationCategory.Notices]), out var account, out var categories));

        Assert.Equal(Account, account);
        Assert.Equal((NotificationCategory[])[NotificationCategory.Bookings, NotificationCategory.Notices], categories.ToArray());
    }

    [Fact]
    public void TryRead_OfAnyOther_IsFalse()
    {
        var links = Links(7);
        var token = links.Token(Account, [NotificationCategory.Bookings]);

        Assert.False(links.TryRead(Links(8).Token(Account, [NotificationCategory.Bookings]), out _, out _));
        Assert.False(links.TryRead("", out _, out _));
        Assert.False(links.TryRead("%", out _, out _));
        Assert.False(links.TryRead(links.Token(Account, []), out _, out _));
        for (var i = 0; i < token.Length; i++)
            Assert.False(links.TryRead(token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..], out _, out _));
    }

    [Fact]
    public void For_WithoutAPublicAddress_IsNoLink()
    {
        Assert.Null(Links(7).For(Account, [NotificationCategory.Bookings]));
        Assert.StartsWith("https://api.contoh.id/api/v1/notifications/unsubscribe?token=", Links(7, "https://api.contoh.id/").For(Account, [NotificationCategory.Bookings]), StringComparison.Ordinal);
    }

    private static UnsubscribeLinks Links(byte key, string publicUrl = "") => new(
        Options.Create(new AuthenticationOptions { MasterKey = Keys.MasterKey(key) }), Options.Create(new NotificationOptions { PublicUrl = publicUrl }));
}
