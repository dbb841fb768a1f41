using System.Net;
using Nusaloka.Api.Accounts;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Tests.RateLimits;

public sealed class CallerTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "0.0.0.1", false)]
    public void At_TwoAddresses_AreOneWhenOneCustomerHasBoth(string one, string other, bool same) =>
        Assert.Equal(same, Caller.At(IPAddress.Parse(one)) == Caller.At(IPAddress.Parse(other)));

    [Theory]
    [InlineData("0812 3456 7890", "+6281234567890")]
    [InlineData("+62 0812-3456-7890", "81234567890")]
    public void Named_OneNumberInTwoWays_IsOne(string one, string other) =>
        Assert.Equal(Caller.Named(Login(phone: one)), Caller.Named(Login(phone: other)));

    [Fact]
    public void Named_OneAddressInTwoWays_IsOneAndIsNotKeptInClear()
    {
        var caller = Caller.Named(Login(email: " Siti@Contoh.id "));

        Assert.Equal(caller, Caller.Named(Login(email: "siti@contoh.id")));
        Assert.NotEqual(caller, Caller.Named(Login(email: "budi@contoh.id")));
        Assert.DoesNotContain("siti", $"{caller}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Named_WhatIsNobodys_IsCountedToo() => Assert.NotNull(Caller.Named(Login(email: "not an address")));

    [Fact]
    public void AllNamed_BothGiven_AreTwo() => Assert.Equal(
        [Caller.Named(Login(email: "siti@contoh.id")), Caller.Named(Login(phone: "081234567890"))],
        Caller.AllNamed(Login(email: "siti@contoh.id", phone: "081234567890")).Select(static one => (Caller?)one));

    [Fact]
    public void Named_NeitherGiven_IsNobody() => Assert.Null(Caller.Named(Login()));

    [Fact]
    public void ToString_EachSort_IsApart()
    {
        Caller[] callers =
        [
            Caller.At(null), Caller.At(IPAddress.Parse("1.2.3.4")), Caller.At(IPAddress.Parse("::1")), Caller.At(IPAddress.Parse("2001:db8::1")),
            Caller.Account("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e"),
        ];

        Assert.Equal(callers.Length, callers.Select(static caller => $"{caller}").Distinct().Count());
    }

    private static LoginRequest Login(string? email = null, string? phone = null) => new() { Email = email, Phone = phone, Password = "rahasia" };
}
