using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class PasswordTextTests
{
    // Rows of the Unicode Character Database's NormalizationTest.txt: source and NFKD.
    [Theory]
    [InlineData("\u00E9", "e\u0301")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("\u1E9B\u0323", "s\u0323\u0307")]
    [InlineData("\u1E0A\u0323", "D\u0323\u0307")]
    [InlineData("D\u0307\u0323", "D\u0323\u0307")]
    [InlineData("\uFB01", "fi")]
    [InlineData("\uFF21", "A")]
    [InlineData("\u00A0", " ")]
    [InlineData("\u2460", "1")]
    [InlineData("\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\uAC00", "\u1100\u1161")]
    [InlineData("\uFDFA", "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064A\u0647 \u0648\u0633\u0644\u0645")]
    [InlineData("\U0001D400", "A")]
    [InlineData("a\u0315\u0300\u05AE\u0362b", "a\u05AE\u0300\u0315\u0362b")]
    public void Normalize_IsFormKD(string text, string expected) => Assert.Equal(expected, PasswordText.Normalize(text));

    [Fact]
    public void Normalize_Ascii_IsTheSame()
    {
        const string password = "kereta malam ke Malang";

        Assert.Same(password, PasswordText.Normalize(password));
    }

    [Fact]
    public void Normalize_Twice_IsAsOnce() => Prop.ForAll<NonNull<string>>(static text =>
    {
        var once = PasswordText.Normalize(text.Get);
        return PasswordText.Normalize(once) == once;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("kereta", 6)]
    [InlineData("\u00E9\u00E9", 2)]
    [InlineData("e\u0301e\u0301", 2)]
    [InlineData("🚂🌙", 2)]
    public void LengthOf_CountsWhatPeopleCount(string text, int length) => Assert.Equal(length, PasswordText.LengthOf(PasswordText.Normalize(text)));
}
