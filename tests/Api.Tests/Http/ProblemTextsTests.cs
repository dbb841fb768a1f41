using System.Reflection;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Tests.Http;

public sealed class ProblemTextsTests
{
    public static TheoryData<string> ErrorsOfTheProduct()
    {
        var codes = typeof(Error).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(Error))
            .Select(property => ((Error)property.GetValue(null)!).Code);
        return [.. codes.Distinct().Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(ErrorsOfTheProduct))]
    public void EveryErrorOfTheProduct_HasWordsOfItsOwn(string code) => Assert.Contains(code, ProblemTexts.Codes);

    [Fact]
    public void ErrorsOfTheProduct_AreFound() => Assert.True(ErrorsOfTheProduct().ToList<object[]>().Count > 10);

    [Fact]
    public void EveryText_IsInBothLanguages()
    {
        foreach (var code in ProblemTexts.Codes)
        {
            var problem = new Problem(400, code);
            var indonesian = ProblemTexts.Of(problem, Language.Indonesian);
            var english = ProblemTexts.Of(problem, Language.English);

            Assert.False(string.IsNullOrWhiteSpace(indonesian.Title) || string.IsNullOrWhiteSpace(indonesian.Detail), code);
            Assert.False(string.IsNullOrWhiteSpace(english.Title) || string.IsNullOrWhiteSpace(english.Detail), code);
            Assert.NotEqual(indonesian.Detail, english.Detail);
        }
    }

    [Theory]
    [InlineData(ErrorKind.Invalid, 400)]
    [InlineData(ErrorKind.Unauthenticated, 401)]
    [InlineData(ErrorKind.Forbidden, 403)]
    [InlineData(ErrorKind.NotFound, 404)]
    [InlineData(ErrorKind.Conflict, 409)]
    [InlineData(ErrorKind.Stale, 412)]
    [InlineData(ErrorKind.Refused, 422)]
    [InlineData(ErrorKind.Limited, 429)]
    [InlineData(ErrorKind.Unavailable, 503)]
    public void Of_EveryKind_HasItsStatus(ErrorKind kind, int status) =>
        Assert.Equal(status, Problem.Of(new Error("some_code", kind, "Some detail.")).Status);

    [Fact]
    public void Of_AllKinds_AreCovered()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
            Assert.InRange(Problem.Of(new Error("some_code", kind, "Some detail.")).Status, 400, 503);
    }
}
