using System.ComponentModel.DataAnnotations;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Tests.RateLimits;

public sealed class QuotaTests
{
    [Theory]
    [InlineData("60/60", 60, 60)]
    [InlineData("1/86400", 1, 86_400)]
    [InlineData("10000000/1", 10_000_000, 1)]
    public void Parse_RequestsAndSeconds_IsThat(string text, int requests, int seconds) =>
        Assert.Equal(new Quota(requests, TimeSpan.FromSeconds(seconds)), Quota.Parse("LOGIN", text));

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("60/0")]
    [InlineData("0/60")]
    [InlineData("-1/60")]
    [InlineData("60/86401")]
    [InlineData("10000001/60")]
    [InlineData("60/60/60")]
    [InlineData("many/60")]
    public void Parse_AnythingElse_NamesTheVariableAndTheValue(string text)
    {
        var exception = Assert.Throws<ValidationException>(() => Quota.Parse("LOGIN", text));

        Assert.Contains($"NUSALOKA_RATE_LIMITS__LOGIN is '{text}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_MoreThanTheMost_IsTheMost() =>
        Assert.Equal(Quota.MaxRequests, new Quota(60_000, TimeSpan.FromMinutes(1)).Times(1_000).Requests);
}
