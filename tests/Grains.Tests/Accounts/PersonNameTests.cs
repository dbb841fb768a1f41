using System.Collections.Immutable;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Suharto", "Suharto")]
    [InlineData("  Siti Aminah  ", "Siti Aminah")]
    [InlineData("I Gusti Ngurah Rai, S.Pd.", "I Gusti Ngurah Rai, S.Pd.")]
    [InlineData("D'Angelo-Müller", "D'Angelo-Müller")]
    [InlineData("ꦱꦶꦠꦶ", "ꦱꦶꦠꦶ")]
    [InlineData("王小明", "王小明")]
    [InlineData("Ayu 🌴", "Ayu 🌴")]
    public void Parse_AName_IsTrimmed(string text, string expected)
    {
        var (name, wrong) = Parse(text);

        Assert.Equal(expected, name);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(null, "invalid")]
    [InlineData("", "invalid_length")]
    [InlineData("   ", "invalid_length")]
    [InlineData("Siti\nAminah", "invalid")]
    [InlineData("Siti\u0000", "invalid")]
    [InlineData("Siti\u202eanimA", "invalid")]
    [InlineData("Siti\ufffd", "invalid")]
    public void Parse_NoName_SaysWhatIsWrong(string? text, string code)
    {
        var (name, wrong) = Parse(text);

        Assert.Empty(name);
        Assert.Equal(("/full_name", code), (Assert.Single(wrong).Pointer, wrong[0].Code));
    }

    [Fact]
    public void Parse_UnpairedSurrogate_IsRefusedAndDoesNotThrow() => Assert.Equal("invalid", Assert.Single(Parse("Siti \ud800").Wrong).Code);

    [Theory]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Parse_Length_HasALimit(int length, bool expected) => Assert.Equal(expected, Parse(new string('a', length)).Wrong.Length == 0);

    private static (string Name, ImmutableArray<FieldError> Wrong) Parse(string? text)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var name = PersonName.Parse(text, wrong);
        return (name, wrong.ToImmutable());
    }
}
