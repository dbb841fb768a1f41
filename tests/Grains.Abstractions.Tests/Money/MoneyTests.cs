using FsCheck;
using FsCheck.Fluent;

namespace Nusaloka.Grains.Abstractions.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void Add_AnyTwoAmounts_IsExactOrThrows() => Check.QuickThrowOnFailure(Prop.ForAll<long, long>(
        static (left, right) => AgreesWithExact(() => Money.Rupiah(left) + Money.Rupiah(right), (Int128)left + right)));

    [Fact]
    public void Subtract_AnyTwoAmounts_IsExactOrThrows() => Check.QuickThrowOnFailure(Prop.ForAll<long, long>(
        static (left, right) => AgreesWithExact(() => Money.Rupiah(left) - Money.Rupiah(right), (Int128)left - right)));

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, -1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Add_BeyondTheRange_ThrowsAndNeverWrapsAround(long left, long right) =>
        Assert.Throws<OverflowException>(() => Money.Rupiah(left) + Money.Rupiah(right));

    [Theory]
    [InlineData(long.MinValue, 1)]
    [InlineData(0, long.MinValue)]
    [InlineData(long.MaxValue, -1)]
    public void Subtract_BeyondTheRange_ThrowsAndNeverWrapsAround(long left, long right) =>
        Assert.Throws<OverflowException>(() => Money.Rupiah(left) - Money.Rupiah(right));

    [Fact]
    public void Negate_LowestAmount_Throws() => Assert.Throws<OverflowException>(static () => -Money.Rupiah(long.MinValue));

    [Fact]
    public void Negate_Twice_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll<int>(
        static units => -(-Money.Rupiah(units)) == Money.Rupiah(units)));

    [Fact]
    public void Compare_AnyTwoAmounts_OrdersAsTheirUnits() => Check.QuickThrowOnFailure(Prop.ForAll<long, long>(static (left, right) =>
        Money.Rupiah(left) < Money.Rupiah(right) == left < right
        && Money.Rupiah(left) > Money.Rupiah(right) == left > right
        && Money.Rupiah(left) <= Money.Rupiah(right) == left <= right
        && Money.Rupiah(left) >= Money.Rupiah(right) == left >= right));

    [Fact]
    public void Operators_TwoCurrencies_Refuse()
    {
        var (rupiah, none) = (Money.Rupiah(1), new Money(1, Currency.None));

        Assert.Throws<InvalidOperationException>(() => rupiah + none);
        Assert.Throws<InvalidOperationException>(() => none + rupiah);
        Assert.Throws<InvalidOperationException>(() => rupiah - none);
        Assert.Throws<InvalidOperationException>(() => rupiah < none);
        Assert.Throws<InvalidOperationException>(() => rupiah >= none);
        Assert.NotEqual(rupiah, none);
    }

    [Fact]
    public void Refusal_TwoCurrencies_NamesBoth()
    {
        var refusal = Assert.Throws<InvalidOperationException>(static () => Money.Rupiah(1) + new Money(5, Currency.None));

        Assert.Contains("NONE 5", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Idr", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15000, "IDR 15000")]
    [InlineData(-1, "IDR -1")]
    [InlineData(long.MaxValue, "IDR 9223372036854775807")]
    public void ToString_AnyAmount_HasNoCulture(long units, string text) => Assert.Equal(text, Money.Rupiah(units).ToString());

    private static bool AgreesWithExact(Func<Money> calculate, Int128 exact)
    {
        if (exact >= long.MinValue && exact <= long.MaxValue)
            return calculate() == Money.Rupiah((long)exact);

        Assert.Throws<OverflowException>(() => calculate());
        return true;
    }
}
