using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Nusaloka.Accounts;

namespace Nusaloka.Grains.Abstractions.Tests;

public sealed partial class ResultTests
{
    public static TheoryData<string> ErrorNames => [.. KnownErrors().Select(static error => error.Name)];

    [Fact]
    public void Result_OfAValue_IsASuccess()
    {
        Result<string> result = "yes";

        Assert.True(result.IsSuccess);
        Assert.Equal("yes", result.Value);
        Assert.Null(result.Error);
    }

    [Fact]
    public void Result_OfAnError_IsAFailureWithoutValue()
    {
        Result<string> result = AccountErrors.NotFound;

        Assert.False(result.IsSuccess);
        Assert.Null(result.Value);
        Assert.Equal(AccountErrors.NotFound, result.Error);
    }

    [Fact]
    public void Result_WithoutValue_IsSuccessOrItsError()
    {
        Result failed = AccountErrors.Busy;

        Assert.True(Result.Success.IsSuccess);
        Assert.Null(Result.Success.Error);
        Assert.False(failed.IsSuccess);
        Assert.Equal(Result.Failure(AccountErrors.Busy), failed);
    }

    [Fact]
    public void Validation_OfFields_NamesThemAll()
    {
        ImmutableArray<FieldError> fields = [new("/a", "too_short", "A."), new("/b", "required", "B.")];

        var error = Error.Validation(fields);

        Assert.Equal("validation_failed", error.Code);
        Assert.Equal(ErrorKind.Invalid, error.Kind);
        Assert.Equal(fields, error.Fields);
    }

    [Fact]
    public void Error_WithoutFields_HasAnEmptyListAndNotADefaultOne() => Assert.False(AccountErrors.NotFound.Fields.IsDefault);

    [Theory]
    [MemberData(nameof(ErrorNames))]
    public void Error_OfAConcept_HasACodeForProgramsAndASentenceForPeople(string name)
    {
        var error = KnownErrors().Single(known => known.Name == name).Error;

        Assert.Matches(Code(), error.Code);
        Assert.EndsWith(".", error.Detail, StringComparison.Ordinal);
        Assert.True(Enum.IsDefined(error.Kind));
        Assert.Empty(error.Fields);
    }

    [Fact]
    public void ErrorCodes_OfAllConcepts_MeanOneKindEach()
    {
        var kinds = KnownErrors().GroupBy(static error => error.Error.Code, static error => error.Error.Kind);

        Assert.All(kinds, static code => Assert.Single(code.Distinct()));
    }

    private static IEnumerable<(string Name, Error Error)> KnownErrors() =>
        from type in typeof(Error).Assembly.GetTypes()
        where type.IsAbstract && type.IsSealed && type.Name.EndsWith("Errors", StringComparison.Ordinal)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where property.PropertyType == typeof(Error)
        select ($"{type.Name}.{property.Name}", (Error)property.GetValue(null)!);

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex Code();
}
