using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Api.Bookings;

namespace Nusaloka.Api.Tests.Bookings;

public sealed class CalendarLinesTests
{
    // RFC 5545 3.1: 75 octets a line without its end; the space of a continuation counts.
    [Fact]
    public void Add_OfExactly75Octets_IsOneLineAndOneMoreIsTwo()
    {
        Assert.Equal("SUMMARY:" + new string('a', 67) + "\r\n", Text(new CalendarLines().Add("SUMMARY", new string('a', 67))));
        Assert.Equal("SUMMARY:" + new string('a', 67) + "\r\n a\r\n", Text(new CalendarLines().Add("SUMMARY", new string('a', 68))));
        Assert.Equal(
            "SUMMARY:" + new string('a', 67) + "\r\n " + new string('a', 74) + "\r\n a\r\n",
            Text(new CalendarLines().Add("SUMMARY", new string('a', 67 + 74 + 1))));
    }

    [Theory]
    [InlineData("é", 66, "é", 2)]
    [InlineData("ꦗ", 65, "ꦗ", 3)]
    [InlineData("😀", 64, "😀", 4)]
    public void Add_ACharacterThatDoesNotFit_BeginsTheNextLineWhole(string character, int before, string continued, int octets)
    {
        Assert.Equal(octets, Encoding.UTF8.GetByteCount(character));

        // The last that fits, then the same with one letter more in front of it.
        Assert.Equal("SUMMARY:" + new string('a', before - 1) + character + "\r\n", Text(new CalendarLines().Add("SUMMARY", new string('a', before - 1) + character)));
        Assert.Equal("SUMMARY:" + new string('a', before + octets - 1) + "\r\n " + continued + "\r\n", Text(new CalendarLines().Add("SUMMARY", new string('a', before + octets - 1) + character)));
    }

    [Theory]
    [InlineData("Gili; Meno, Air\\Trawangan", "Gili\\; Meno\\, Air\\\\Trawangan")]
    [InlineData("dua\r\nbaris\nlagi", "dua\\nbaris\\nlagi")]
    [InlineData("satu\u0000\u0007dua\t:\"", "satudua\t:\"")]
    public void AddText_WhatMeansSomething_IsEscaped(string text, string escaped) =>
        Assert.Equal($"X:{escaped}\r\n", Text(new CalendarLines().AddText("X", text)));

    [Fact]
    public void Add_AnyText_IsTheSameUnfoldedAndNoLineIsTooLong() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("a", " ", "é", "ꦗ", "😀", "👩‍👩‍👧").ListOf().Select(static parts => string.Concat(parts)).ToArbitrary(),
        static text =>
        {
            var written = Text(new CalendarLines().Add("DESCRIPTION", text));
            Assert.Equal("DESCRIPTION:" + text + "\r\n", written.Replace("\r\n ", "", StringComparison.Ordinal));
            Assert.All(written.Split("\r\n"), static line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        }));

    private static string Text(CalendarLines lines) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(lines.ToBytes());
}
