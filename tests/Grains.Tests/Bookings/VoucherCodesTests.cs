using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Tests.Accounts;

namespace Nusaloka.Grains.Tests.Bookings;

public sealed class VoucherCodesTests
{
    private static readonly VoucherCodes Codes = With(1);

    [Fact]
    public void Of_ABooking_IsTheSameEachTimeAndReadableBySomebody()
    {
        var code = Codes.Of("b-1");

        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.Equal(code, Codes.Of("b-1"));
        Assert.NotEqual(code, Codes.Of("b-2"));
        Assert.NotEqual(code, With(2).Of("b-1"));
    }

    [Fact]
    public void IsRight_HoweverItIsTyped_ButNothingElse()
    {
        var code = Codes.Of("b-1");

        Assert.True(Codes.IsRight("b-1", code));
        Assert.True(Codes.IsRight("b-1", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.True(Codes.IsRight("b-1", code.Replace('0', 'O').Replace('1', 'l')));
        Assert.False(Codes.IsRight("b-2", code));
        Assert.False(Codes.IsRight("b-1", code[..^1]));
        Assert.False(Codes.IsRight("b-1", ""));
        Assert.False(Codes.IsRight("b-1", (code[0] == '2' ? '3' : '2') + code[1..]));
    }

    [Fact]
    public void Of_ManyBookings_UsesEveryDigit() =>
        Assert.Equal(32, Enumerable.Range(0, 100).SelectMany(static number => Codes.Of($"b-{number}")).Where(static c => c != '-').Distinct().Count());

    private static VoucherCodes With(byte key) => new(Options.Create(new AuthenticationOptions { MasterKey = Keys.MasterKey(key) }));
}
