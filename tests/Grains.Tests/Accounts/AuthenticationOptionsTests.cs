using System.ComponentModel.DataAnnotations;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class AuthenticationOptionsTests
{
    [Fact]
    public void Validate_GoodOptions_FindsNothing() => Assert.Empty(Validate(Good()));

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void Validate_MasterKeyThatIsNone_IsRefused(string key)
    {
        var options = Good();
        options.MasterKey = key;

        Assert.Contains(Validate(options), result => result.MemberNames.Contains(nameof(options.MasterKey)));
    }

    [Theory]
    [InlineData(59)]
    [InlineData(3601)]
    public void Validate_LifetimeOutOfRange_IsRefused(int seconds)
    {
        var options = Good();
        options.AccessTokenLifetime = TimeSpan.FromSeconds(seconds);

        Assert.Contains(Validate(options), result => result.MemberNames.Contains(nameof(options.AccessTokenLifetime)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("zz3fa1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e")]
    public void Validate_ServiceSecretThatIsNoHash_IsRefusedByName(string hash)
    {
        var options = Good();
        options.ServiceClients["stays"] = hash;

        Assert.Contains(Validate(options), result => result.ErrorMessage?.Contains("stays", StringComparison.Ordinal) == true);
    }

    private static AuthenticationOptions Good() => new()
    {
        MasterKey = Keys.MasterKey(1),
        ServiceClients = { ["market"] = new string('a', 64) },
    };

    private static List<ValidationResult> Validate(AuthenticationOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results;
    }
}
