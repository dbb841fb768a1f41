using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Tests.State;

public sealed class CursorTests
{
    private const string Id = "0198c5a0-0000-7000-8000-000000000001";

    [Fact]
    public void Decode_Nothing_IsTheFirstPage()
    {
        Assert.True(Cursor.TryDecode(null, out var cursor));
        Assert.Null(cursor);
    }

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSame()
    {
        var cursor = new Cursor(new DateTimeOffset(2030, 1, 1, 12, 0, 0, 123, 456, TimeSpan.Zero), Id);

        Assert.True(Cursor.TryDecode(cursor.Encode(), out var decoded));
        Assert.Equal(cursor, decoded);
    }

    [Fact]
    public void Encode_AnotherOffset_IsTheSameInstant()
    {
        var jakarta = new Cursor(new DateTimeOffset(2030, 1, 1, 19, 0, 0, TimeSpan.FromHours(7)), Id);

        Assert.Equal(new Cursor(jakarta.At.ToUniversalTime(), Id).Encode(), jakarta.Encode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("???")]
    [InlineData("AAAA")]
    public void Decode_Nonsense_IsRefused(string text)
    {
        Assert.False(Cursor.TryDecode(text, out var cursor));
        Assert.Null(cursor);
    }

    [Theory]
    [InlineData("638000000000000000")]
    [InlineData(":" + Id)]
    [InlineData("-1:" + Id)]
    [InlineData("+1:" + Id)]
    [InlineData(" 1:" + Id)]
    [InlineData("1.5:" + Id)]
    [InlineData("9223372036854775807:" + Id)]
    [InlineData("99999999999999999999:" + Id)]
    [InlineData("1:not-an-id")]
    [InlineData("1:")]
    [InlineData("1:{" + Id + "}")]
    [InlineData("1:(" + Id + ")")]
    [InlineData("1: " + Id)]
    [InlineData("1:" + Id + " ")]
    [InlineData("1:0198c5a0000070008000000000000001")]
    [InlineData("1:{0x0198c5a0,0x0000,0x7000,{0x80,0x00,0x00,0x00,0x00,0x00,0x00,0x01}}")]
    [InlineData("1:" + Id + "'; drop table account; --")]
    public void Decode_TamperedContent_IsRefused(string plain) =>
        Assert.False(Cursor.TryDecode(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(plain)), out _));

    [Fact]
    public void Decode_TooLong_IsRefused() =>
        Assert.False(Cursor.TryDecode(Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"1:{Id}{new string(' ', 200)}")), out _));

    [Fact]
    public void Decode_AnyText_NeverThrows() => Check.QuickThrowOnFailure(Prop.ForAll<string>(
        static text => Cursor.TryDecode(text, out var cursor) ? text is null || cursor is not null : cursor is null));
}
