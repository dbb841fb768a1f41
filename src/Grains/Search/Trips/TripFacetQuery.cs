using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>
/// Counts what there is to choose from, in one statement. The trips that fit what no facet is about are read once, each with whether it fits
/// the query's choice of region, price and so on; a facet counts those that fit all choices but its own.
/// </summary>
internal static class TripFacetQuery
{
    private const int MaxValues = 30;

    // The least of each band; a band ends before the next begins.
    private static readonly long[] Prices = [0, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000];
    private static readonly long[] DayCounts = [1, 2, 4, 8, 15];
    private static readonly string[] Difficulties = ["easy", "moderate", "hard"];

    /// <summary>How many fit, and the facets.</summary>
    public static async Task<(long Total, ImmutableArray<Facet> Facets)> ReadAsync(
        NpgsqlConnection connection, TripFilter filter, DateOnly today, CancellationToken cancellationToken)
    {
        var months = Enumerable.Range(0, TripMonths.Ahead).Select(ahead => new DateOnly(today.Year, today.Month, 1).AddMonths(ahead)).ToArray();
        await using var command = filter.Command(Sql(filter, months), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (total, values) = (0L, new List<(string Facet, string Value, long Count)>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var (facet, count) = (reader.GetString(0), reader.GetInt64(2));
            if (facet == "total")
                total = count;
            else
                values.Add((facet, Name(facet, reader.GetString(1), months), count));
        }

        return (total, [.. values.GroupBy(static value => value.Facet).Select(static facet => new Facet(
            facet.Key, [.. facet.Select(static value => new FacetValue(value.Value, value.Count))]))]);
    }

    /// <summary>The statement: facet, value, count. Bands, difficulties and months are numbered.</summary>
    public static string Sql(TripFilter filter, DateOnly[] months)
    {
        static string Fits(string? condition) => condition is null ? "true" : $"({condition})";
        var counts = string.Join(", ", months.Select(static month => $"count(*) filter (where months & {TripMonths.BitOf(month)} <> 0)"));
        return $"""
            with hits as materialized (
                select s.region, s.region_key, s.difficulty, s.months, s.tags,
                    width_bucket(s.from_price, array[{string.Join(", ", Prices)}]::bigint[]) as price_band,
                    width_bucket(s.days::bigint, array[{string.Join(", ", DayCounts)}]::bigint[]) as days_band,
                    {Fits(filter.Region)} as r, {Fits(filter.Price)} as p, {Fits(filter.Days)} as d, {Fits(filter.Difficulty)} as f, {Fits(filter.Month)} as m, {Fits(filter.Tag)} as t, {Fits(filter.MonthPrice)} as b
                from trip_search s
                where {TripFilter.Where([.. filter.Base])}
            )
            select 'total', '', count(*) from hits where r and p and d and f and m and t and b
            union all (select 'region', min(region), count(*) from hits where p and d and f and m and t and b and region_key <> '' group by region_key order by 3 desc, 2 limit {MaxValues})
            union all (select 'price', price_band::text, count(*) from hits where r and d and f and m and t and price_band > 0 group by price_band order by price_band)
            union all (select 'days', days_band::text, count(*) from hits where r and p and f and m and t and b and days_band > 0 group by days_band order by days_band)
            union all (select 'difficulty', difficulty::text, count(*) from hits where r and p and d and m and t and b group by difficulty order by difficulty)
            union all (select 'month', number::text, count from (select array[{counts}] as all_months from hits where r and p and d and f and t) counted,
                unnest(all_months) with ordinality as one (count, number) where count > 0 order by number)
            union all (select 'tag', tag, count(*) from hits, unnest(tags) as tag where r and p and d and f and m and t and b group by tag order by 3 desc, 2 limit {MaxValues})
            """;
    }

    private static string Name(string facet, string value, DateOnly[] months) => facet switch
    {
        "price" => Band(Prices, value),
        "days" => Band(DayCounts, value),
        "difficulty" => Difficulties[int.Parse(value, CultureInfo.InvariantCulture)],
        "month" => months[int.Parse(value, CultureInfo.InvariantCulture) - 1].ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Band(long[] least, string number)
    {
        var band = int.Parse(number, CultureInfo.InvariantCulture) - 1;
        return band + 1 < least.Length
            ? string.Create(CultureInfo.InvariantCulture, $"{least[band]}-{least[band + 1] - 1}")
            : string.Create(CultureInfo.InvariantCulture, $"{least[band]}-");
    }
}
