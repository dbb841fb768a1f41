using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Tests.Http;

public sealed class CsvTests
{
    private const string Starts = "=+-@\t\r＝＋－＠";

    private static Gen<string> Cells { get; } =
        from characters in Gen.ArrayOf(Gen.OneOf(
            Gen.Elements("=", "+", "-", "@", "\t", "\r", "\n", ",", ";", "|", "\"", "'", " ", "＝", "🍜", "é"),
            Gen.Elements("a", "1", "kopi", "SUM(A1)")))
        select string.Concat(characters);

    [Fact]
    public void WriteRow_AnyCells_AreReadBackByTheGrammar() => FsCheck.Fluent.Prop.ForAll(
        Gen.NonEmptyListOf(Cells).ToArbitrary(),
        cells =>
        {
            var row = Assert.Single(CsvTable.Read(Write([.. cells])));
            Assert.Equal(cells.Select(Csv.Harmless), row);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Harmless_AnyText_BeginsNoFormulaWhereverItIsSplit() => FsCheck.Fluent.Prop.ForAll(
        Cells.ToArbitrary(),
        text =>
        {
            var harmless = Csv.Harmless(text);
            Assert.All(harmless.Split(',', ';', '|', '\n', '"').Append(harmless), static part =>
                Assert.False(part.Length > 0 && Starts.Contains(part[0], StringComparison.Ordinal) && part[0] is not ('\t' or '\r'), part));
            Assert.False(harmless.Length > 0 && Starts.Contains(harmless[0], StringComparison.Ordinal), harmless);
            Assert.Equal(text.Replace("'", "", StringComparison.Ordinal), harmless.Replace("'", "", StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+62 812", "'+62 812")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("  =1+1", "  '=1+1")]
    [InlineData("kopi;=cmd|' /C calc'!A0", "kopi;'=cmd|' /C calc'!A0")]
    [InlineData("\"=1", "\"'=1")]
    [InlineData("a=b, c-d", "a=b, c-d")]
    [InlineData("kopi", "kopi")]
    public void Harmless_WhatASpreadsheetWouldCompute_GetsAnApostrophe(string text, string expected) => Assert.Equal(expected, Csv.Harmless(text));

    [Fact]
    public void WriteRow_Quotes_AreDoubled() => Assert.Equal("a,\"b \"\"c\"\"\",\r\n", Write(["a", "b \"c\"", ""]));

    private static string Write(string[] cells)
    {
        var output = new ArrayBufferWriter<byte>();
        Csv.WriteRow(output, cells);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }
}
