using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

public sealed class TripPricingTests
{
    private static readonly DateOnly Usual = new(2026, 6, 1);

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(3, 1_000_000)]
    [InlineData(4, 900_000)]
    [InlineData(7, 900_000)]
    [InlineData(8, 800_000)]
    public void PerPerson_OutsideSeasons_IsTheLowestThatTheGroupIsLargeEnoughFor(int people, long expected) =>
        Assert.Equal(Money.Rupiah(expected), TripPricing.PerPerson(TripsToTry.Complete, Usual, people, own: null));

    [Theory]
    [InlineData("2026-12-19", 1_000_000)]
    [InlineData("2026-12-20", 1_500_000)]
    [InlineData("2027-01-05", 1_500_000)]
    [InlineData("2027-01-06", 1_000_000)]
    public void PerPerson_AtTheEdgesOfASeason_CountsItsFirstAndLastDay(string startsOn, long expected) => Assert.Equal(
        Money.Rupiah(expected), TripPricing.PerPerson(TripsToTry.Complete, DateOnly.Parse(startsOn, System.Globalization.CultureInfo.InvariantCulture), 2, own: null));

    [Fact]
    public void PerPerson_OfADepartureWithAPrice_IsThatPriceWhateverSeasonAndGroup() => Assert.Equal(
        Money.Rupiah(1_234_567), TripPricing.PerPerson(TripsToTry.Complete, new DateOnly(2026, 12, 25), 8, Money.Rupiah(1_234_567)));

    [Fact]
    public void PerPerson_ForNobody_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TripPricing.PerPerson(TripsToTry.Complete, Usual, 0, own: null));
}
