using Nusaloka.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Tests.Profiles;

public sealed class ProfileRulesTests
{
    private static readonly ProfileOptions Options = new();
    private static readonly DateTimeOffset Noon = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://cdn.nusaloka.id/foto/siti.jpg")]
    [InlineData("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e")]
    public void Change_APhoto_IsKept(string photo) => Assert.Equal(photo, Changed(Command(photo: photo)).Photo);

    [Theory]
    [InlineData("http://cdn.nusaloka.id/a.jpg")]
    [InlineData("https://127.0.0.1/a.jpg")]
    [InlineData("https://[::1]/a.jpg")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://0x7f000001/a.jpg")]
    [InlineData("https://127.1/a.jpg")]
    [InlineData("https://localhost/a.jpg")]
    [InlineData("https://ok@cdn.nusaloka.id/a.jpg")]
    [InlineData("https://cdn.nusaloka.id:8443/a.jpg")]
    [InlineData("https://pelacak.example/a.gif")]
    [InlineData("https://evilnusaloka.id/a.jpg")]
    [InlineData("https://nusaloka.id.evil.example/a.jpg")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("file:///etc/passwd")]
    [InlineData("siti.jpg")]
    public void Change_WhatIsNoPhoto_IsRefused(string photo) => AssertWrong("/photo", "invalid_photo", Command(photo: photo));

    [Fact]
    public void Change_APhotoThatIsTooLong_IsRefused() =>
        AssertWrong("/photo", "invalid_photo", Command(photo: "https://cdn.nusaloka.id/" + new string('a', ProfileLimits.MaxPhotoLength)));

    [Theory]
    [InlineData("*", true)]
    [InlineData("nusaloka.id;gambar.example", true)]
    [InlineData("a.gambar.example", false)]
    public void Change_APhotoElsewhere_IsKeptWhereItMayBe(string hosts, bool isKept) => Assert.Equal(
        isKept, ProfileRules.Change(new ProfileState(), Command(photo: "https://b.gambar.example/a.jpg"), new ProfileOptions { PhotoHosts = hosts }, Noon).IsSuccess);

    [Fact]
    public void Change_TheSamePhoto_IsKeptWhateverMayBeSinceThen()
    {
        var before = new ProfileState { Photo = "https://lama.example/a.jpg" };

        Assert.Equal(before.Photo, ProfileRules.Change(before, Command(photo: before.Photo, bio: "Baru."), Options, Noon).Value?.Photo);
    }

    [Fact]
    public void Change_EmptyTexts_RemoveAndAbsentOnesStay()
    {
        var state = Changed(Command(photo: "https://cdn.nusaloka.id/a.jpg", bio: "Suka gunung.\nDan kopi 👩‍🍳."));

        Assert.Same(state, ProfileRules.Change(state, Command(), Options, Noon).Value);
        var removed = ProfileRules.Change(state, Command(photo: "", bio: " "), Options, Noon).Value;
        Assert.Equal((null, "", 2L), (removed?.Photo, removed?.Bio, removed?.Version));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\rb")]
    [InlineData("\u202Ekiri")]
    [InlineData("\uD800")]
    public void Change_BioThatDeceives_IsRefused(string bio) => AssertWrong("/bio", "invalid", Command(bio: bio));

    [Theory]
    [InlineData("Asia/Jakarta", "Asia/Jakarta")]
    [InlineData("asia/makassar", "Asia/Makassar")]
    [InlineData("UTC", "UTC")]
    [InlineData("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    public void Change_ATimeZone_IsKeptAsTheDatabaseWritesIt(string given, string kept) =>
        Assert.Equal(kept, Changed(Command(preferences: new Preferences("en", given, "USD"))).Preferences.TimeZone);

    [Theory]
    [InlineData("fr", "Asia/Jakarta", "IDR", "/preferences/language")]
    [InlineData("id", "Mars/Olympus", "IDR", "/preferences/time_zone")]
    [InlineData("id", "", "IDR", "/preferences/time_zone")]
    [InlineData("id", "../../etc/passwd", "IDR", "/preferences/time_zone")]
    [InlineData("id", "Asia/Jakarta", "idr", "/preferences/currency")]
    [InlineData("id", "Asia/Jakarta", "XXX", "/preferences/currency")]
    public void Change_PreferencesThatAreNone_AreRefused(string language, string zone, string currency, string pointer)
    {
        var error = ProfileRules.Change(new ProfileState(), Command(preferences: new Preferences(language, zone, currency)), Options, Noon).Error;

        Assert.Equal(pointer, Assert.Single(error?.Fields ?? []).Pointer);
    }

    [Fact]
    public void ViewPublic_OfWhomWeKnow_HasNothingToReachThemBy()
    {
        var account = new Account("1", "Siti", "siti@nusaloka.id", "+6281234567890", Role.Seller, 3, Noon, Noon);
        var state = new ProfileState { Bio = "Suka gunung.", Verification = VerificationStatus.Verified, Addresses = [new Address("a", Addresses.Home, true)] };

        var view = ProfileRules.ViewPublic(account, state, new IdentityData("SITI RAHAYU", IdentityDocument.Ktp, "3573014605950002"));

        Assert.Equal(new PublicProfile("1", "Siti", null, "Suka gunung.", true, new DateOnly(2030, 1, 1)), view);
    }

    [Fact]
    public void View_OfAccountAndProfile_IsAsNewAsTheNewer()
    {
        var account = new Account("1", "Siti", null, null, Role.User, 3, Noon, Noon.AddHours(1));

        var view = ProfileRules.View(account, new ProfileState { Version = 4, UpdatedAt = Noon });

        Assert.Equal((7, Noon.AddHours(1)), (view.Version, view.UpdatedAt));
    }

    private static ChangeProfile Command(string? photo = null, string? bio = null, Preferences? preferences = null) =>
        new("Siti", photo, bio, preferences, null);

    private static ProfileState Changed(ChangeProfile command)
    {
        var changed = ProfileRules.Change(new ProfileState(), command, Options, Noon);
        Assert.True(changed.IsSuccess, string.Join(", ", changed.Error?.Fields ?? []));
        return changed.Value;
    }

    private static void AssertWrong(string pointer, string code, ChangeProfile command)
    {
        var field = Assert.Single(ProfileRules.Change(new ProfileState(), command, Options, Noon).Error?.Fields ?? []);
        Assert.Equal((pointer, code), (field.Pointer, field.Code));
    }
}
