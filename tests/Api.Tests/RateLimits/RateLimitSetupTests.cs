using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Tests.RateLimits;

public sealed class RateLimitSetupTests
{
    [Fact]
    public void TurnedOff_InProduction_IsRefused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Add(Environments.Production, "--RATE_LIMITS:ENABLED=false"));

        Assert.Contains("NUSALOKA_RATE_LIMITS__ENABLED", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", "--RATE_LIMITS:ENABLED=false", false)]
    [InlineData("Development", "--RATE_LIMITS:ENABLED=true", true)]
    [InlineData("Production", "--RATE_LIMITS:SCALE=2", true)]
    public void Settings_SayWhetherThereAreLimits(string environment, string setting, bool limited) =>
        Assert.Equal(limited, Add(environment, setting).Any(static service => service.ServiceType == typeof(RateLimiter)));

    [Theory]
    [InlineData("--RATE_LIMITS:LOGIN=lots", "NUSALOKA_RATE_LIMITS__LOGIN")]
    [InlineData("--RATE_LIMITS:FORGOT_IDENTIFIER=5/0", "NUSALOKA_RATE_LIMITS__FORGOT_IDENTIFIER")]
    [InlineData("--RATE_LIMITS:SCALE=0", "Scale")]
    [InlineData("--TARPIT:MAX_SECONDS=31", "MaxSeconds")]
    public void Settings_OutOfBounds_AreRefusedByName(string setting, string name)
    {
        var exception = Assert.Throws<ValidationException>(() => Add("Development", setting));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_UnknownClass_NamesThoseThatThereAre()
    {
        var exception = Assert.Throws<ArgumentException>(() => new Limits(new RateLimitOptions()).Named("everything"));

        Assert.Contains(Limits.Refresh, exception.Message, StringComparison.Ordinal);
    }

    private static IServiceCollection Add(string environment, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(["--environment=" + environment, .. settings]);
        builder.AddRateLimits();
        return builder.Services;
    }
}
