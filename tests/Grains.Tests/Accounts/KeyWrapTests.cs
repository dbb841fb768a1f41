using System.Security.Cryptography;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class KeyWrapTests
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(138);

    [Fact]
    public void Unwrap_WhatWasWrapped_IsTheSecret()
    {
        var wrapped = new KeyWrap(Keys.Options()).Wrap("key-1", Secret);

        Assert.Equal(Secret, new KeyWrap(Keys.Options()).Unwrap("key-1", wrapped));
    }

    [Fact]
    public void Wrap_Twice_NeverTheSameNonceAndNeverTheSecretItself()
    {
        var wrap = new KeyWrap(Keys.Options());

        var (first, second) = (Convert.FromBase64String(wrap.Wrap("key-1", Secret)), Convert.FromBase64String(wrap.Wrap("key-1", Secret)));

        Assert.Equal(12 + 16 + Secret.Length, first.Length);
        Assert.NotEqual(first[..12], second[..12]);
        Assert.NotEqual(Secret, first[28..]);
    }

    [Fact]
    public void Unwrap_AnyChangedByte_Refuses()
    {
        var wrap = new KeyWrap(Keys.Options());
        var bytes = Convert.FromBase64String(wrap.Wrap("key-1", Secret));

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Throws<CryptographicException>(() => wrap.Unwrap("key-1", Convert.ToBase64String(bytes)));
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void Unwrap_OtherMasterKey_SaysSo()
    {
        var wrapped = new KeyWrap(Keys.Options(filler: 1)).Wrap("key-1", Secret);

        var refusal = Assert.Throws<CryptographicException>(() => new KeyWrap(Keys.Options(filler: 2)).Unwrap("key-1", wrapped));

        Assert.Contains("NUSALOKA_MASTER_KEY", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("key-1", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.InnerException);
    }

    [Fact]
    public void Unwrap_UnderAnotherKeyId_Refuses()
    {
        var wrap = new KeyWrap(Keys.Options());

        Assert.Throws<CryptographicException>(() => wrap.Unwrap("key-2", wrap.Wrap("key-1", Secret)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(27)]
    public void Unwrap_CutOff_Refuses(int length) =>
        Assert.Throws<CryptographicException>(() => new KeyWrap(Keys.Options()).Unwrap("key-1", Convert.ToBase64String(new byte[length])));
}
