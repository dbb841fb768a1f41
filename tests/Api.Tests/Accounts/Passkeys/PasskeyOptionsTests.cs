using System.ComponentModel.DataAnnotations;
using Nusaloka.Api.Accounts.Passkeys;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>What the passkeys' configuration may say.</summary>
public sealed class PasskeyOptionsTests
{
    [Theory]
    [InlineData("localhost", "http://localhost:8080")]
    [InlineData("localhost", "http://localhost")]
    [InlineData("nusaloka.id", "https://nusaloka.id")]
    [InlineData("nusaloka.id", "https://app.nusaloka.id")]
    [InlineData("nusaloka.id", "https://app.nusaloka.id:8443")]
    [InlineData("nusaloka.id", "android:apk-key-hash:7d1043473d55bfa90e8530d35801d4e381bc69f0")]
    public void Validate_WhatBrowsersWrite_IsGood(string relyingParty, string origin) => Assert.Empty(Mistakes(relyingParty, origin));

    [Theory]
    [InlineData("nusaloka.id", "http://app.nusaloka.id")]
    [InlineData("nusaloka.id", "https://app.nusaloka.id/")]
    [InlineData("nusaloka.id", "https://app.nusaloka.id/masuk")]
    [InlineData("nusaloka.id", "https://App.nusaloka.id")]
    [InlineData("nusaloka.id", "https://evilnusaloka.id")]
    [InlineData("nusaloka.id", "https://nusaloka.id.evil.example")]
    [InlineData("nusaloka.id", "https://ok@nusaloka.id")]
    [InlineData("nusaloka.id", "http://localhost:8080")]
    [InlineData("nusaloka.id", "android:apk-key-hash:")]
    [InlineData("nusaloka.id", "android:apk-key-hash:bukan hash!")]
    [InlineData("nusaloka.id", "*")]
    [InlineData("nusaloka.id", "null")]
    [InlineData("nusaloka.id", "")]
    [InlineData("https://nusaloka.id", "https://nusaloka.id")]
    [InlineData("nusaloka.id:8443", "https://nusaloka.id:8443")]
    [InlineData("Nusaloka.id", "https://nusaloka.id")]
    [InlineData("127.0.0.1", "https://127.0.0.1")]
    public void Validate_AnythingElse_IsNamed(string relyingParty, string origin) => Assert.NotEmpty(Mistakes(relyingParty, origin));

    [Fact]
    public void Default_IsThisMachine()
    {
        var options = new PasskeyOptions();

        Assert.Empty(Mistakes(options));
        Assert.Equal(["http://localhost:8080"], options.AllowedOrigins);
    }

    [Theory]
    [InlineData("id.nusaloka.app", "A1B2C3D4E5.id.nusaloka.app", 0)]
    [InlineData("", "A1B2C3D4E5.id.nusaloka-app", 0)]
    [InlineData("nusaloka", "A1B2C3D4E5.id.nusaloka.app", 1)]
    [InlineData("id.nusaloka app", "A1B2C3D4E5.id.nusaloka.app", 1)]
    [InlineData("id.nusaloka.app", "A1B2C3D4E5", 1)]
    [InlineData("id.nusaloka.app", "A1B2C3D4E5.", 1)]
    [InlineData("id.nusaloka.app", "A1B2C3D4E5.id nusaloka", 1)]
    public void Validate_Apps_AreNamedAsTheirMakersDo(string android, string apple, int mistakes) =>
        Assert.Equal(mistakes, Mistakes(new PasskeyOptions { AndroidPackage = android, AppleApps = [apple] }).Count);

    private static List<ValidationResult> Mistakes(string relyingParty, string origin) =>
        Mistakes(new PasskeyOptions { RelyingPartyId = relyingParty, Origins = [origin] });

    private static List<ValidationResult> Mistakes(PasskeyOptions options)
    {
        var mistakes = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), mistakes, validateAllProperties: true);
        return mistakes;
    }
}
