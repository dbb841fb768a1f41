using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Codes;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Tests.Codes;

public sealed class CodeTextsTests
{
    private const int OneSms = 160;

    public static IEnumerable<object[]> All =>
        Enum.GetValues<CodePurpose>().SelectMany(static purpose => new object[][] { [purpose, "id"], [purpose, "en"] });

    [Theory]
    [MemberData(nameof(All))]
    public void Sms_OfEachPurpose_HoldsTheCodeAndFitsIntoOne(CodePurpose purpose, string language)
    {
        var text = CodeTexts.Sms(purpose, language, "012345", 10);

        Assert.StartsWith("012345 ", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, OneSms);
        Assert.True(text.All(char.IsAscii), "Other letters halve what fits into an SMS: " + text);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mail_OfEachPurpose_HoldsTheCodeAndSaysWhatToDo(CodePurpose purpose, string language)
    {
        var mail = CodeTexts.Mail(purpose, language, "012345", 10);

        Assert.Equal("012345", mail.Code);
        Assert.DoesNotContain("012345", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(mail.Notes, static note => note.Contains("10", StringComparison.Ordinal));
        Assert.Contains("012345", MailLayout.Render(mail, language).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_OfAllPurposesAndLanguages_Differ()
    {
        var texts = All.Select(static row => (CodePurpose)row[0]).Distinct()
            .SelectMany(static purpose => new[] { CodeTexts.Mail(purpose, "id", "1", 10).Subject, CodeTexts.Mail(purpose, "en", "1", 10).Subject }).ToArray();

        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.Equal(CodeTexts.Sms(CodePurpose.SignIn, "id", "1", 10), CodeTexts.Sms(CodePurpose.SignIn, "jv", "1", 10));
    }
}
