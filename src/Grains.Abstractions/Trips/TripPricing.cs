namespace Nusaloka.Trips;

/// <summary>What a place on a trip costs.</summary>
public static class TripPricing
{
    /// <summary>
    /// The price for each of so many people: the departure's own price, else that of the season in which it starts, else the lowest group
    /// price that the group is large enough for, else the trip's price.
    /// </summary>
    /// <param name="trip">What the guide wrote.</param>
    /// <param name="startsOn">The first day of the departure, in the trip's zone.</param>
    /// <param name="people">How many book together: 1 or more.</param>
    /// <param name="own">The departure's own price; null when it has none.</param>
    public static Money PerPerson(TripDetails trip, DateOnly startsOn, int people, Money? own)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        if (own is { } price)
            return price;
        foreach (var season in trip.Seasons)
        {
            if (season.From <= startsOn && startsOn <= season.To)
                return season.PricePerPerson;
        }

        var best = trip.Price;
        foreach (var group in trip.GroupPrices)
        {
            if (group.MinPeople <= people && group.PricePerPerson < best)
                best = group.PricePerPerson;
        }

        return best;
    }

    /// <inheritdoc cref="PerPerson(TripDetails, DateOnly, int, Money?)"/>
    public static Money PerPerson(Trip trip, DateOnly startsOn, int people, Money? own) => PerPerson(trip.Details, startsOn, people, own);
}
