using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Nusaloka.Api.Http;
using Nusaloka.Search;
using Nusaloka.Trips;

namespace Nusaloka.Api.Search;

/// <summary>Which trips are wanted, and in which order.</summary>
public sealed class TripParameters(TripQuery query) : IEndpointParameterMetadataProvider
{
    private const int MaxDays = 365;
    private const int MaxSeats = 1_000;
    private const int MaxValueLength = 60;

    private static readonly Dictionary<string, TripSort> Sorts = Enum.GetValues<TripSort>().ToDictionary(static sort => sort.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, TripDifficulty> Difficulties =
        Enum.GetValues<TripDifficulty>().ToDictionary(static one => one.ToString().ToLowerInvariant());

    private static readonly DocumentedParameter[] Documented =
    [
        new("q", false, "Words in Indonesian or English, in any form; misspelt places and titles are found too.", "menyelam bunaken") { MaxLength = SearchLimits.MaxTextLength },
        new("region", false, "In one of these regions (comma-separated).", "Lombok"),
        new("price_min", false, "At least so many rupiah for one person.", "500000") { Format = "int64" },
        new("price_max", false, "At most so many rupiah for one person.", "2500000") { Format = "int64" },
        new("date_from", false, "Starting on this day or later, with free seats.", "2026-12-20") { Format = "date" },
        new("date_to", false, "Starting on this day or earlier, with free seats.", "2027-01-05") { Format = "date" },
        new("seats", false, "With a start that has so many free seats.", "2"),
        new("days_min", false, "At least so many days.", "2"),
        new("days_max", false, "At most so many days.", "4"),
        new("difficulty", false, "`easy`, `moderate`, `hard`, or several (comma-separated).", "easy,moderate"),
        new("month", false, "Starting in one of these months (comma-separated), with free seats.", "2026-12"),
        new("tag", false, "About all of these (comma-separated).", "snorkeling"),
        new("language", false, "Guided in one of these languages (ISO 639-1, comma-separated).", "id,en"),
        new("near", false, "Around this point: latitude,longitude in degrees (WGS84).", "-8.350886,116.036389"),
        new("radius", false, "At most so many metres from there; without it any distance.", "50000"),
        new("sort", false, "`relevance` (the default), `price`, `date`, `rating` or, with near, `distance`.", "price"),
        new("facets", false, "`false` when counts of what there is to choose from are not wanted; they come with the first page only.", "true"),
    ];

    /// <summary>The same for grains.</summary>
    public TripQuery Query { get; } = query;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">A parameter is out of its bounds.</exception>
    public static ValueTask<TripParameters> BindAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var query = new TripQuery
        {
            Text = reader.Text("q", SearchLimits.MaxTextLength),
            Regions = [.. reader.List("region", SearchLimits.MaxChoices, MaxValueLength)],
            MinPrice = reader.Number("price_min", 0, TripLimits.MaxPriceUnits),
            MaxPrice = reader.Number("price_max", 0, TripLimits.MaxPriceUnits),
            From = reader.Date("date_from"),
            To = reader.Date("date_to"),
            Seats = (int?)reader.Number("seats", 1, MaxSeats),
            MinDays = (int?)reader.Number("days_min", 1, MaxDays),
            MaxDays = (int?)reader.Number("days_max", 1, MaxDays),
            Difficulties = [.. reader.List("difficulty", Difficulties.Count, MaxValueLength).Select(Difficulty)],
            Months = [.. reader.List("month", SearchLimits.MaxChoices, MaxValueLength).Select(Month)],
            Tags = [.. reader.List("tag", SearchLimits.MaxChoices, MaxValueLength).Select(static tag => tag.ToLowerInvariant())],
            Languages = [.. reader.List("language", SearchLimits.MaxChoices, MaxValueLength).Select(static language => language.ToLowerInvariant())],
            Near = reader.Point("near"),
            RadiusMeters = (int?)reader.Number("radius", 1, SearchLimits.MaxRadiusMeters),
            Sort = reader.Choice("sort", Sorts) ?? TripSort.Relevance,
            WithFacets = reader.Text("facets", MaxValueLength) switch
            {
                null or "true" => true,
                "false" => false,
                _ => throw RequestRejectedException.Invalid("facets", "not_allowed", "facets must be true or false."),
            },
        };
        return query is { Sort: TripSort.Distance, Near: null }
            ? throw RequestRejectedException.Invalid("near", "required", "The order by distance takes a point: near=latitude,longitude.")
            : ValueTask.FromResult(new TripParameters(query));
    }

    /// <summary>Called by the framework: describes the parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var documented in Documented)
            builder.Metadata.Add(documented);
    }

    private static TripDifficulty Difficulty(string text) => Difficulties.TryGetValue(text, out var difficulty) ? difficulty
        : throw RequestRejectedException.Invalid("difficulty", "not_allowed", $"difficulty must be of {string.Join(", ", Difficulties.Keys)}.");

    private static DateOnly Month(string text) => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month
        : throw RequestRejectedException.Invalid("month", "invalid", "month must be a year and month such as 2026-12.");
}
