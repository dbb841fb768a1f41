using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Invoices;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Tests.Invoices;

public sealed class InvoiceRulesTests
{
    /// <summary>Every status with every step; what is not in here is refused.</summary>
    private static readonly Dictionary<(InvoiceStatus, string), InvoiceStatus> Allowed = new()
    {
        [(InvoiceStatus.Draft, "Finalize")] = InvoiceStatus.Open,
        [(InvoiceStatus.Open, "Finalize")] = InvoiceStatus.Open,
        [(InvoiceStatus.Open, "Pay")] = InvoiceStatus.Paid,
        [(InvoiceStatus.Uncollectible, "Pay")] = InvoiceStatus.Paid,
        [(InvoiceStatus.Paid, "Pay")] = InvoiceStatus.Paid,
        [(InvoiceStatus.Open, "Void")] = InvoiceStatus.Void,
        [(InvoiceStatus.Uncollectible, "Void")] = InvoiceStatus.Void,
        [(InvoiceStatus.Void, "Void")] = InvoiceStatus.Void,
        [(InvoiceStatus.Open, "GiveUp")] = InvoiceStatus.Uncollectible,
        [(InvoiceStatus.Uncollectible, "GiveUp")] = InvoiceStatus.Uncollectible,
    };

    private static Gen<ImmutableArray<DraftLine>> Drafts { get; } =
        from lines in Gen.NonEmptyListOf(
            from quantity in Gen.Choose(1, InvoiceLimits.MaxQuantity)
            from price in Gen.OneOf(Gen.Choose(0, 5_000).Select(static one => (long)one), Gen.Elements(InvoiceLimits.MaxUnitPrice, 99_999_999_999))
            from isTaxed in Gen.Elements(true, false)
            select new DraftLine("Sewa", quantity, Money.Rupiah(price), isTaxed))
        select lines.Take(InvoiceLimits.MaxLines).ToImmutableArray();

    [Fact]
    public void Next_EveryStatusAndStep_IsInTheTable()
    {
        foreach (var status in Enum.GetValues<InvoiceStatus>())
        {
            foreach (var step in Enum.GetValues<InvoiceStep>())
            {
                var expected = Allowed.TryGetValue((status, step.ToString()), out var next) ? next : (InvoiceStatus?)null;
                Assert.Equal((status, step, expected), (status, step, InvoiceRules.Next(status, step)));
            }
        }
    }

    [Fact]
    public void Price_AnyLines_AddUpAndRoundEachTaxToTheNearestRupiah() => FsCheck.Fluent.Prop.ForAll(
        (from lines in Drafts from rate in Gen.Choose(0, 10_000) select (Lines: lines, Rate: rate)).ToArbitrary(),
        sample =>
        {
            var priced = InvoiceRules.Price(sample.Lines, sample.Rate).Value ?? throw new InvalidOperationException("Refused.");

            Assert.Equal(sample.Lines.Sum(static line => line.UnitPrice.Units * line.Quantity), priced.Net.Units);
            Assert.Equal(priced.Lines.Sum(static line => line.Tax.Units), priced.Tax.Units);
            Assert.Equal(priced.Net + priced.Tax, priced.Total);
            Assert.All(sample.Lines.Zip(priced.Lines), pair => Assert.InRange(
                (Int128)pair.Second.Tax.Units * 20_000 - (Int128)pair.Second.Net.Units * (pair.First.IsTaxed ? sample.Rate : 0) * 2, -10_000 + 1, 10_000));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Included_AnyTotal_IsNetAndTaxTogether() => FsCheck.Fluent.Prop.ForAll(
        (from total in Gen.OneOf(Gen.Choose(0, 100_000).Select(static one => (long)one), Gen.Elements(long.MaxValue / 2, 1_000_000_000_000_007))
         from rate in Gen.Choose(0, 10_000)
         select (Total: total, Rate: rate)).ToArbitrary(),
        sample =>
        {
            var priced = InvoiceRules.Included("Pemesanan", Money.Rupiah(sample.Total), sample.Rate);

            Assert.Equal(sample.Total, priced.Total.Units);
            Assert.InRange(priced.Tax.Units, 0, sample.Total);
            Assert.InRange(
                (Int128)priced.Net.Units * (10_000 + sample.Rate) * 2 - (Int128)sample.Total * 20_000, -(10_000 + sample.Rate), 10_000 + sample.Rate);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData(500_000, 450_450, 49_550)]
    [InlineData(111, 100, 11)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void Included_ElevenPercent_IsSplitLikeThis(long total, long net, long tax)
    {
        var priced = InvoiceRules.Included("Pemesanan", Money.Rupiah(total), 1_100);

        Assert.Equal((net, tax), (priced.Net.Units, priced.Tax.Units));
    }

    [Theory]
    [InlineData("2022-03-31T16:59:59Z", 1_000)]
    [InlineData("2022-03-31T17:00:00Z", 1_100)]
    [InlineData("2026-01-01T00:00:00Z", 1_100)]
    public void RateOn_ADay_IsThatOfTheDayInJakarta(string instant, int basisPoints) => Assert.Equal(
        basisPoints, new InvoiceOptions().RateOn(InvoiceRules.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void RateOn_ConfiguredRates_ReplaceTheKnownOnes()
    {
        var options = new InvoiceOptions { TaxRates = { new TaxRate { From = new DateOnly(2030, 1, 1), BasisPoints = 1_200 } } };

        Assert.Equal((0, 1_200), (options.RateOn(new DateOnly(2029, 12, 31)), options.RateOn(new DateOnly(2030, 1, 1))));
    }

    [Theory]
    [InlineData("2026-12-31T16:59:59Z", "INV-2026")]
    [InlineData("2026-12-31T17:00:00Z", "INV-2027")]
    public void SeriesAt_TheTurnOfTheYear_IsThatOfJakarta(string instant, string series) =>
        Assert.Equal(series, InvoiceRules.SeriesAt(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Price_WhatIsOutOfBounds_IsNamedByItsPlace()
    {
        DraftLine[] lines =
        [
            new("ada", 1, Money.Rupiah(1), true), new(" ", 0, Money.Rupiah(-1), true),
            new(new string('x', 201), 10_001, new Money(InvoiceLimits.MaxUnitPrice + 1, Currency.None), true),
        ];

        Assert.Equal(
            ["/lines/1/description", "/lines/1/quantity", "/lines/1/unit_price", "/lines/2/description", "/lines/2/quantity", "/lines/2/unit_price", "/lines/2/unit_price"],
            InvoiceRules.Price([.. lines], 1_100).Error?.Fields.Select(static field => field.Pointer));
        Assert.Equal("/lines", InvoiceRules.Price([], 1_100).Error?.Fields.Single().Pointer);
        Assert.Equal("/lines", InvoiceRules.Price([.. Enumerable.Repeat(lines[0], 101)], 1_100).Error?.Fields.Single().Pointer);
    }
}
