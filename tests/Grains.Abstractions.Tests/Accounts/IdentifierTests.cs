using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Accounts;

namespace Nusaloka.Grains.Abstractions.Tests.Accounts;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("siti@gmail.com", "siti@gmail.com")]
    [InlineData("siti@ｇｍａｉｌ.com", "siti@gmail.com")]
    [InlineData("siti@ＧＭＡＩＬ．com", "siti@gmail.com")]
    [InlineData("siti@bücher.example", "siti@xn--bcher-kva.example")]
    [InlineData("siti@BÜCHER.example", "siti@xn--bcher-kva.example")]
    [InlineData("siti@xn--bcher-kva.example", "siti@xn--bcher-kva.example")]
    public void ParseEmail_ADomainInAnySpelling_IsTheOneThatMailServersKnow(string text, string expected)
    {
        Assert.True(Identifier.TryParseEmail(text, out var identifier));
        Assert.Equal(expected, identifier.Value);
    }

    [Theory]
    [InlineData("siti@ﬁle.example")]
    [InlineData("siti@ⓖmail.com")]
    [InlineData("siti@gmaiˡ.com")]
    [InlineData("siti@ſiti.example")]
    [InlineData("siti@gmail。com")]
    public void ParseEmail_ADomainOfLookAlikes_IsRefused(string text) => Assert.False(Identifier.TryParseEmail(text, out _));

    [Theory]
    [InlineData("081234567890")]
    [InlineData("6281234567890")]
    [InlineData("+6281234567890")]
    [InlineData("006281234567890")]
    [InlineData("81234567890")]
    [InlineData("0812-3456-7890")]
    [InlineData("+62 812 3456 7890")]
    [InlineData("(+62) 812.3456.7890")]
    [InlineData("  0812 3456 7890  ")]
    [InlineData("+62 0812 3456 7890")]
    [InlineData("+62 00812 3456 7890")]
    [InlineData("0062 000 812 3456 7890")]
    [InlineData("(0812) 3456-7890")]
    public void ParsePhone_OneIndonesianNumberInAllItsForms_IsOneValue(string text)
    {
        Assert.True(Identifier.TryParsePhone(text, out var identifier));

        Assert.Equal(new Identifier(IdentifierKind.Phone, "+6281234567890"), identifier);
        Assert.Equal("phone:+6281234567890", identifier.Key);
    }

    [Theory]
    [InlineData("+65 6123 4567", "+6561234567")]
    [InlineData("0065 6123 4567", "+6561234567")]
    [InlineData("+1 (415) 555-2671", "+14155552671")]
    [InlineData("+49 89 636 48018", "+498963648018")]
    [InlineData("021 5678 9012", "+622156789012")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void ParsePhone_OtherNumbers_KeepTheirCountry(string text, string expected)
    {
        Assert.True(Identifier.TryParsePhone(text, out var identifier));

        Assert.Equal(expected, identifier.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("00")]
    [InlineData("0")]
    [InlineData("62")]
    [InlineData("0812")]
    [InlineData("4155552671")]
    [InlineData("+0812345678")]
    [InlineData("000812345678")]
    [InlineData("+1234567890123456")]
    [InlineData("081234567890123456")]
    [InlineData("0812345678x")]
    [InlineData("08123456789+")]
    [InlineData("++6281234567890")]
    [InlineData("0812/3456/7890")]
    [InlineData("٠٨١٢٣٤٥٦٧٨٩٠")]
    [InlineData("０８１２３４５６７８９０")]
    [InlineData("0812 3456\n7890")]
    [InlineData("0812\u200b34567890")]
    [InlineData("0812-3456-7890 ext 12")]
    [InlineData("a@b.id")]
    public void ParsePhone_WhatIsNone_IsRefused(string? text)
    {
        Assert.False(Identifier.TryParsePhone(text, out var identifier));
        Assert.Null(identifier);
    }

    [Fact]
    public void ParsePhone_TooLongToRead_IsRefused() =>
        Assert.False(Identifier.TryParsePhone("0812" + new string(' ', 40) + "34567890", out _));

    [Fact]
    public void ParsePhone_AnyIndonesianMobile_IsTheSameInEveryForm() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(10_000_000, 999_999_999).Select(static subscriber => "8" + subscriber).ToArbitrary(),
        static national => new[] { "0", "62", "+62", "0062", "" }.All(prefix => ValueOf(prefix + national) == "+62" + national)));

    [Fact]
    public void ParsePhone_ItsOwnValue_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll<string>(
        static text => !Identifier.TryParsePhone(text, out var once) || ValueOf(once.Value) == once.Value));

    [Fact]
    public void ParsePhone_AnyText_AnswersANumberOrNothing() => Check.QuickThrowOnFailure(Prop.ForAll<string>(
        static text => !Identifier.TryParsePhone(text, out var phone)
            || (phone.Value.Length is >= 9 and <= 16 && phone.Value[0] == '+' && phone.Value[1] != '0' && phone.Value.Skip(1).All(char.IsAsciiDigit))));

    [Theory]
    [InlineData("siti@nusaloka.id", "siti@nusaloka.id")]
    [InlineData("  Siti.Aminah@Nusaloka.ID ", "siti.aminah@nusaloka.id")]
    [InlineData("a@b.c", "a@b.c")]
    [InlineData("siti+liburan@mail.co.id", "siti+liburan@mail.co.id")]
    [InlineData("o'neil_{x}~!#$%&*/=?^`|-@sub-domain.example", "o'neil_{x}~!#$%&*/=?^`|-@sub-domain.example")]
    [InlineData("sitı@contoh.id", "sitı@contoh.id")]
    public void ParseEmail_AnAddress_IsTrimmedAndInLowerCase(string text, string expected)
    {
        Assert.True(Identifier.TryParseEmail(text, out var identifier));

        Assert.Equal(new Identifier(IdentifierKind.Email, expected), identifier);
        Assert.Equal("email:" + expected, identifier.Key);
    }

    [Fact]
    public void ParseEmail_AccentedLetter_HasOneForm()
    {
        Assert.True(Identifier.TryParseEmail("ren\u00e9@contoh.id", out _));
        Assert.False(Identifier.TryParseEmail("rene\u0301@contoh.id", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("siti")]
    [InlineData("siti@")]
    [InlineData("@nusaloka.id")]
    [InlineData("siti@nusaloka")]
    [InlineData("siti@@nusaloka.id")]
    [InlineData("siti@nusa@loka.id")]
    [InlineData("siti aminah@nusaloka.id")]
    [InlineData(".siti@nusaloka.id")]
    [InlineData("siti.@nusaloka.id")]
    [InlineData("siti..aminah@nusaloka.id")]
    [InlineData("siti@.id")]
    [InlineData("siti@nusaloka.")]
    [InlineData("siti@nusaloka..id")]
    [InlineData("siti@-nusaloka.id")]
    [InlineData("siti@nusaloka-.id")]
    [InlineData("siti@nusa_loka.id")]
    [InlineData("siti@nusaloka.id\nbcc:x@y.id")]
    [InlineData("siti\u0000@nusaloka.id")]
    [InlineData("siti\u200b@nusaloka.id")]
    [InlineData("<siti@nusaloka.id>")]
    [InlineData("\"siti\"@nusaloka.id")]
    [InlineData("siti,budi@nusaloka.id")]
    [InlineData("081234567890")]
    public void ParseEmail_WhatIsNone_IsRefused(string? text)
    {
        Assert.False(Identifier.TryParseEmail(text, out var identifier));
        Assert.Null(identifier);
    }

    [Theory]
    [InlineData(64, 63, true)]
    [InlineData(65, 63, false)]
    [InlineData(64, 64, false)]
    public void ParseEmail_LengthOfTheParts_HasALimit(int local, int label, bool expected) =>
        Assert.Equal(expected, Identifier.TryParseEmail($"{new string('a', local)}@{new string('b', label)}.id", out _));

    [Theory]
    [InlineData(Identifier.MaxEmailLength, true)]
    [InlineData(Identifier.MaxEmailLength + 1, false)]
    public void ParseEmail_LengthOfTheWhole_HasALimit(int length, bool expected)
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4));
        var text = $"{new string('a', length - domain.Length - 1)}@{domain}";

        Assert.Equal(length, text.Length);
        Assert.Equal(expected, Identifier.TryParseEmail(text, out _));
    }

    [Fact]
    public void ParseEmail_UnpairedSurrogate_IsRefusedAndDoesNotThrow() =>
        Assert.False(Identifier.TryParseEmail("siti\ud800@nusaloka.id", out _));

    private static string? ValueOf(string text) => Identifier.TryParsePhone(text, out var identifier) ? identifier.Value : null;
}
