using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>Whether people pay less than before. Pure.</summary>
internal static class PriceFalls
{
    /// <summary>
    /// What each of a group paid and pays, where some group on some day from today on pays less: of the smallest such group, on the first such day. Null when
    /// nobody does. Prices change only where seasons begin and end and where groups reach a size, so looking there is looking everywhere.
    /// </summary>
    public static (Money Before, Money Price)? Between(TripDetails before, TripDetails after, DateOnly today)
    {
        var days = before.Seasons.Concat(after.Seasons).SelectMany(static season => new[] { season.From, season.To.AddDays(1) })
            .Where(day => day > today).Append(today).Distinct().Order().ToArray();
        var sizes = before.GroupPrices.Concat(after.GroupPrices).Select(static group => group.MinPeople)
            .Where(size => size <= after.MaxPeople).Append(1).Distinct().Order();
        foreach (var people in sizes)
        {
            foreach (var day in days)
            {
                var (was, price) = (TripPricing.PerPerson(before, day, people, own: null), TripPricing.PerPerson(after, day, people, own: null));
                if (price < was)
                    return (was, price);
            }
        }

        return null;
    }
}
