using Nusaloka.Accounts;
using Nusaloka.Grains.Referral;
using Nusaloka.Grains.Tests.Accounts;

namespace Nusaloka.Grains.Tests.Referral;

public sealed class ReferralFingerprintsTests
{
    private readonly ReferralFingerprints _fingerprints = new(Keys.Options());

    [Theory]
    [InlineData("siti.rahayu+promo@gmail.com", "sitirahayu@gmail.com")]
    [InlineData("s.i.t.i.rahayu@googlemail.com", "sitirahayu@gmail.com")]
    [InlineData("siti+1@contoh.id", "siti@contoh.id")]
    [InlineData("siti.rahayu@contoh.id", "siti.rahayu@contoh.id")]
    [InlineData("+siti@contoh.id", "+siti@contoh.id")]
    public void CanonicalEmail_OfOneMailbox_IsOne(string email, string canonical) =>
        Assert.Equal(canonical, ReferralFingerprints.CanonicalEmail(email));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void OfAddress_OfOneHousehold_IsOne(string one, string other, bool isSame) =>
        Assert.Equal(isSame, _fingerprints.OfAddress(one) == _fingerprints.OfAddress(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    public void OfAddress_ThatManyShareOrNobodyKnows_IsNone(string? address) => Assert.Null(_fingerprints.OfAddress(address));

    [Fact]
    public void Fingerprints_OfDifferentThings_AreDifferentAndSayNothing()
    {
        var account = new Account("1", "Siti", "siti@contoh.id", "+6281234567890", Role.User, 1, default, default);
        string?[] all = [.. _fingerprints.OfIdentifiers(account), _fingerprints.OfDevice("siti@contoh.id"), _fingerprints.OfAddress("203.0.113.7")];

        Assert.Equal(4, all.Distinct().Count());
        Assert.All(all, static one => Assert.Matches("^[0-9a-f]{64}$", one));
        Assert.Equal(all[..2], new ReferralFingerprints(Keys.Options()).OfIdentifiers(account));
        Assert.Empty(all.Intersect(new ReferralFingerprints(Keys.Options(2)).OfIdentifiers(account)));
        Assert.Null(_fingerprints.OfDevice(" "));
    }
}
