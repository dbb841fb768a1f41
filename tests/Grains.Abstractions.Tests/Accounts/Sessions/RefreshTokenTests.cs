using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Abstractions.Tests.Accounts.Sessions;

public sealed class RefreshTokenTests
{
    private static readonly RefreshToken Token = new(
        "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f", 7, [.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);

    [Fact]
    public void Encode_ThenParse_IsTheSame()
    {
        var text = Token.Encode();

        Assert.True(RefreshToken.TryParse(text, out var parsed));
        Assert.Equal((Token.AccountId, Token.SessionId, Token.Generation), (parsed.AccountId, parsed.SessionId, parsed.Generation));
        Assert.Equal(Token.Secret, parsed.Secret);
        Assert.Equal("nrt_AZmgwlt-fDqdUQ9rHyw9TgGZoMJbfnw6nVEPax8sPU8AAAAHAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", text);
    }

    public static TheoryData<string?> NoTokens => new()
    {
        null,
        "",
        "nrt_",
        Token.Encode()[..^1],
        Token.Encode() + "A",
        "NRT_" + Token.Encode()[4..],
        Token.Encode()[..40] + "!" + Token.Encode()[41..],
        Token.Encode()[..40] + " " + Token.Encode()[41..],
        (Token with { Generation = 0 }).Encode(),
        (Token with { Generation = -1 }).Encode(),
        new string('a', 100_000),
    };

    [Theory]
    [MemberData(nameof(NoTokens))]
    public void TryParse_WhatIsNoToken_IsFalse(string? text) => Assert.False(RefreshToken.TryParse(text, out _));

    [Fact]
    public void ToString_LeavesTheSecretOut() =>
        Assert.Equal("RefreshToken { SessionId = 0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f, Generation = 7 }", Token.ToString());
}
