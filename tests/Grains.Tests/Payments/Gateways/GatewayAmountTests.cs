using System.Text;
using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Tests.Payments.Gateways;

public sealed class GatewayAmountTests
{
    [Theory]
    [InlineData(10_000, 1_000_000)]
    [InlineData(1, 100)]
    [InlineData(9_999_999_999, 999_999_999_900)]
    public void MinorUnits_WholeRupiah_AreAHundredfoldAndBack(long rupiah, long minor)
    {
        Assert.Equal(minor, GatewayAmount.ToMinorUnits(Money.Rupiah(rupiah)));
        Assert.Equal(Money.Rupiah(rupiah), GatewayAmount.OfMinorUnits(minor, "idr"));
    }

    [Theory]
    [InlineData(1_000_050L, "idr")]
    [InlineData(1L, "idr")]
    [InlineData(1_000_000L, "usd")]
    [InlineData(1_000_000L, null)]
    [InlineData(null, "idr")]
    public void OfMinorUnits_NoWholeRupiah_EqualsNoAmountOfOurs(long? minor, string? currency)
    {
        var amount = GatewayAmount.OfMinorUnits(minor, currency);

        Assert.Equal(Currency.None, amount.Currency);
        Assert.NotEqual(Money.Rupiah(amount.Units), amount);
        Assert.NotEqual(Money.Rupiah(amount.Units / 100), amount);
    }

    [Theory]
    [InlineData("10000", 10_000L)]
    [InlineData("\"10000.00\"", 10_000L)]
    [InlineData("10000.0", 10_000L)]
    [InlineData("\"10000.01\"", null)]
    [InlineData("10000.5", null)]
    [InlineData("\"10,000\"", null)]
    [InlineData("\"-1\"", null)]
    [InlineData("1e4", null)]
    [InlineData("\"99999999999999999999\"", null)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("{}", null)]
    public void Rupiah_AsGatewaysWriteThem_AreReadWholeOrNotAtAll(string json, long? rupiah)
    {
        Assert.True(GatewayJson.TryParse(Encoding.UTF8.GetBytes($"{{\"amount\":{json}}}"), out var body));

        Assert.Equal(rupiah, body.Rupiah("amount"));
    }
}
