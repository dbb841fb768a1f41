using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class RegistrationTests
{
    private static readonly RegisterAccount Good = new("Siti Aminah", "Siti@Nusaloka.id", "0812 3456 7890", "kata-sandi-1");

    [Fact]
    public void Parse_GoodCommand_IsCanonical()
    {
        var registration = Registration.Parse(Good with { FullName = "  Siti Aminah " }).Value;

        Assert.NotNull(registration);
        Assert.Equal("Siti Aminah", registration.FullName);
        Assert.Equal("siti@nusaloka.id", registration.Email?.Value);
        Assert.Equal("+6281234567890", registration.Phone?.Value);
        Assert.Equal(Role.User, registration.Role);
        Assert.Equal(["email:siti@nusaloka.id", "phone:+6281234567890"], registration.Identifiers.Select(identifier => identifier.Key));
    }

    [Theory]
    [InlineData("siti@nusaloka.id", null, "email:siti@nusaloka.id")]
    [InlineData(null, "081234567890", "phone:+6281234567890")]
    public void Parse_OneIdentifier_IsEnough(string? email, string? phone, string key)
    {
        var registration = Registration.Parse(Good with { Email = email, Phone = phone }).Value;

        Assert.Equal(key, Assert.Single(registration?.Identifiers ?? []).Key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    public void Parse_ShortPassword_IsRefused(string? password) => AssertWrong(Good with { Password = password! }, "/password");

    [Theory]
    [InlineData(8)]
    [InlineData(128)]
    public void Parse_PasswordAtTheLimits_IsGood(int length) =>
        Assert.True(Registration.Parse(Good with { Password = string.Concat(Enumerable.Repeat("perahu k", 16))[..length] }).IsSuccess);

    [Fact]
    public void Parse_LongPassword_IsRefused() => AssertWrong(Good with { Password = new string('x', 129) }, "/password");

    [Theory]
    [InlineData("")]
    [InlineData("siti")]
    public void Parse_WrongEmail_IsRefusedEvenBesideAPhone(string email) => AssertWrong(Good with { Email = email }, "/email");

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    public void Parse_WrongPhone_IsRefusedEvenBesideAnEmail(string phone) => AssertWrong(Good with { Phone = phone }, "/phone");

    [Fact]
    public void Parse_NoIdentifier_IsRefused() => AssertWrong(Good with { Email = null, Phone = null }, "/email");

    [Theory]
    [InlineData(Role.Service)]
    [InlineData((Role)99)]
    public void Parse_RoleThatNobodyCanHave_IsRefused(Role role) => AssertWrong(Good with { Role = role }, "/role");

    [Fact]
    public void Parse_EverythingWrong_NamesAllFieldsAtOnce()
    {
        var error = Registration.Parse(new RegisterAccount("", "x", "y", "z", Role.Service)).Error;

        Assert.Equal("validation_failed", error?.Code);
        Assert.Equal(["/full_name", "/email", "/phone", "/password", "/role"], error?.Fields.Select(field => field.Pointer));
    }

    [Fact]
    public void Parse_WrongPassword_DoesNotRepeatIt()
    {
        var error = Registration.Parse(Good with { Password = "rahasia" }).Error;

        Assert.DoesNotContain("rahasia", $"{error} {string.Join(' ', error?.Fields ?? [])}", StringComparison.Ordinal);
    }

    private static void AssertWrong(RegisterAccount command, string pointer)
    {
        var error = Registration.Parse(command).Error;

        Assert.Equal(ErrorKind.Invalid, error?.Kind);
        Assert.Equal(pointer, Assert.Single(error?.Fields ?? []).Pointer);
    }
}
