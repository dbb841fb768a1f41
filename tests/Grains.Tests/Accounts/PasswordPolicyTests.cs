using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("kereta malam ke Malang")]
    [InlineData("kata-sandi-1")]
    [InlineData("ꦏꦺꦫꦺꦠꦩꦭꦩ꧀ꦩꦭꦁ")]
    [InlineData("パスワードではない言葉")]
    [InlineData("🚂🌙🏔️☕🛶🌴🦎🐃")]
    [InlineData("NusalokaKeretaMalamMalang")]
    public void Check_AnyCharactersThatNobodyGuesses_MayBeChosen(string password) =>
        Assert.Null(PasswordPolicy.Check(password, "/password", "Siti Rahayu", "siti@contoh.id", "+6281234567890"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pendek!")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301abc")]
    public void Check_FewerThanEightCharacters_IsRefused(string? password) => AssertRefused("invalid_length", password);

    [Fact]
    public void Check_MoreThan128Characters_IsRefused() => AssertRefused("invalid_length", string.Concat(Enumerable.Repeat("kereta ", 19))[..129]);

    [Theory]
    [InlineData("password")]
    [InlineData("12345678")]
    [InlineData("QWERTYUIOP")]
    [InlineData("iloveyou")]
    [InlineData("trustno1")]
    [InlineData("1q2w3e4r")]
    [InlineData("Sunshine")]
    [InlineData("ｐａｓｓｗｏｒｄ")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    public void Check_WhatEverybodyTries_IsRefused(string password) => AssertRefused("password_common", password);

    [Theory]
    [InlineData("nusaloka123")]
    [InlineData("Nusaloka2026!")]
    [InlineData("NUS4L0KA-aja")]
    [InlineData("nusaloka-admin")]
    [InlineData("sitirahayu90")]
    [InlineData("Rahayu.Siti")]
    [InlineData("siti.rahayu.id")]
    [InlineData("081234567890")]
    [InlineData("+6281234567890")]
    [InlineData("rahayu1990")]
    public void Check_OurNameOrOnesOwn_DoesNotCountTowardsTheLength(string password) => AssertRefused("password_guessable", password);

    [Fact]
    public void Check_AnotherPersonsName_IsNobodysBusiness() => Assert.Null(PasswordPolicy.Check("rahayu1990", "/new_password", "Budi"));

    [Fact]
    public void Contains_TheList_HasWhatItSays()
    {
        Assert.Equal(17_959, CommonPasswords.Count);
        Assert.All(["password1", "1234567890", "football", "liverpool", "princess1"], static password => Assert.True(CommonPasswords.Contains(password), password));
        Assert.All(["kereta malam ke malang", "", "Password1"], static password => Assert.False(CommonPasswords.Contains(password), password));
    }

    private static void AssertRefused(string code, string? password)
    {
        var error = PasswordPolicy.Check(password, "/new_password", "Siti Rahayu", "siti@contoh.id", "+6281234567890", null);

        Assert.Equal(("/new_password", code), (error?.Pointer, error?.Code));
    }
}
