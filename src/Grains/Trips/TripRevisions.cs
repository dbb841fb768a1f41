using System.Collections.Immutable;
using Nusaloka.Persistence.Storage;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>Compares what is written about a trip before and after, part by part.</summary>
internal static class TripRevisions
{
    private static readonly TripDetails Nothing = new() { Title = "" };

    /// <summary>The parts by their names in the API. Two are the same when they are stored the same.</summary>
    private static readonly Part[] Parts =
    [
        new("title", static one => one.Title, static (to, from) => to with { Title = from.Title }),
        new("description", static one => one.Description, static (to, from) => to with { Description = from.Description }),
        new("region", static one => one.Region, static (to, from) => to with { Region = from.Region }),
        new("places", static one => one.Places, static (to, from) => to with { Places = from.Places }),
        new("days", static one => one.Days, static (to, from) => to with { Days = from.Days }),
        new("included", static one => one.Included, static (to, from) => to with { Included = from.Included }),
        new("not_included", static one => one.NotIncluded, static (to, from) => to with { NotIncluded = from.NotIncluded }),
        new("price", static one => one.Price, static (to, from) => to with { Price = from.Price }),
        new("group_prices", static one => one.GroupPrices, static (to, from) => to with { GroupPrices = from.GroupPrices }),
        new("seasons", static one => one.Seasons, static (to, from) => to with { Seasons = from.Seasons }),
        new("languages", static one => one.Languages, static (to, from) => to with { Languages = from.Languages }),
        new("difficulty", static one => one.Difficulty, static (to, from) => to with { Difficulty = from.Difficulty }),
        new("tags", static one => one.Tags, static (to, from) => to with { Tags = from.Tags }),
        new("photos", static one => one.Photos, static (to, from) => to with { Photos = from.Photos }),
        new("cancellation_policy", static one => one.CancellationPolicy, static (to, from) => to with { CancellationPolicy = from.CancellationPolicy }),
        new("min_people", static one => one.MinPeople, static (to, from) => to with { MinPeople = from.MinPeople }),
        new("max_people", static one => one.MaxPeople, static (to, from) => to with { MaxPeople = from.MaxPeople }),
    ];

    /// <summary>
    /// Of the parts that changed those that are what travellers have booked; what a booking has of its own (price, policy) and what only helps to find the trip are none.
    /// </summary>
    public static ImmutableArray<string> Sold(ImmutableArray<string> changed) =>
        [.. changed.Where(static part => part is "title" or "region" or "places" or "days" or "included" or "not_included" or "languages" or "difficulty" or "max_people")];

    /// <summary>The names of all parts, in order.</summary>
    public static IEnumerable<string> Names => Parts.Select(static part => part.Name);

    /// <summary>What changed; of a trip that is begun, what is not as usual.</summary>
    public static (ImmutableArray<string> Changed, TripDetails Written) Compare(TripDetails? before, TripDetails after)
    {
        var (changed, written) = (ImmutableArray.CreateBuilder<string>(), Nothing);
        foreach (var part in Parts)
        {
            if (Stored(part.Read(before ?? Nothing)).AsSpan().SequenceEqual(Stored(part.Read(after))))
                continue;
            changed.Add(part.Name);
            written = part.Copy(written, after);
        }

        return (changed.ToImmutable(), written);
    }

    private static byte[] Stored(object value) => StateJson.SerializeAsActualType(value);

    private sealed record Part(string Name, Func<TripDetails, object> Read, Func<TripDetails, TripDetails, TripDetails> Copy);
}
