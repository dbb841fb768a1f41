using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Search;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>Reads a page of found trips: first which ones, by an index where the order has one, then of those alone the next start.</summary>
internal static class TripPageQuery
{
    /// <summary>The statement; its parameters are the filter's.</summary>
    public static string Sql(TripFilter filter, TripSort sort, TripCursor? after, int rows)
    {
        var (key, column, isDescending) = KeyOf(filter, sort);
        var (order, beyond) = isDescending ? ("desc", "<") : ("asc", ">");
        var page = after is null ? ""
            : $"and ({column}, s.trip_id) {beyond} ({Parameter(filter, sort, after.Key)}, {filter.Add(NpgsqlDbType.Text, after.Id)})";
        var limit = filter.Add(NpgsqlDbType.Integer, rows);
        // The index on places knows distances but no ids: it answers the nearest, with all that are as far as the last of them, and these are sorted.
        var source = sort == TripSort.Distance
            ? $"(select * from trip_search s where {filter.All} {page} order by {column} fetch first ({limit}) rows with ties) s"
            // All of few that have the words, sorted then: by PostgreSQL's guess there may be so many that it would rather go through all trips in their order.
            : filter is { Fit: TextFit.Named, InOrder: false } ? $"(select * from trip_search s where {filter.All} {page} offset 0) s"
            : $"trip_search s where {filter.All} {page}";
        return $"""
            with page as materialized (
                select s.trip_id, s.guide_id, s.title, s.region, s.places, s.price, s.days, s.difficulty, s.max_people, s.languages, s.tags, s.photo,
                    s.rating_sum, s.rating_count, s.from_price, s.seasons, ({key})::double precision as key,
                    {(filter.Point is null ? "null::double precision" : $"st_distance(s.geog, {filter.Point})")} as distance
                from {source}
                order by {column} {order}, s.trip_id {order}
                limit {limit}
            )
            select page.*, next.id as departure_id, next.starts_on, next.free, next.price as next_price
            from page left join lateral (
                select d.id, d.starts_on, d.free, {TripFilter.PriceOf("page")} as price from departure d
                where d.trip_id = page.trip_id and {filter.DepartureConditions()} {filter.AndPriceOf("page")}
                order by d.starts_on, d.id limit 1) next on true
            order by page.key {order}, page.trip_id {order}
            """;
    }

    /// <summary>Runs it. The key of each trip is its place in the order.</summary>
    public static async Task<List<(FoundTrip Trip, double Key)>> ReadAsync(
        NpgsqlConnection connection, TripFilter filter, TripSort sort, TripCursor? after, int rows, CancellationToken cancellationToken)
    {
        var sql = Sql(filter, sort, after, rows);
        await using var command = filter.Command(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(FoundTrip, double)>(rows);
        while (await reader.ReadAsync(cancellationToken))
            found.Add((Trip(reader), reader.GetDouble(16)));
        return found;
    }

    /// <summary>The key as a number, the column that is sorted by (the same, in a type that has an index), and the direction.</summary>
    private static (string Key, string Column, bool IsDescending) KeyOf(TripFilter filter, TripSort sort) => sort switch
    {
        TripSort.Price => ("s.from_price", "s.from_price", false),
        TripSort.Date => ("s.next_date - date '2000-01-01'", "s.next_date", false),
        TripSort.Rating => ("s.rating", "s.rating", true),
        TripSort.Distance => Distance(filter),
        _ => (filter.Rank, filter.Rank, true),
    };

    private static (string Key, string Column, bool IsDescending) Distance(TripFilter filter)
    {
        var distance = $"(s.geog <-> {filter.Point ?? throw new ArgumentException("The order by distance takes a point.", nameof(filter))})";
        return (distance, distance, false);
    }

    private static string Parameter(TripFilter filter, TripSort sort, double key) => sort switch
    {
        TripSort.Price => filter.Add(NpgsqlDbType.Bigint, (long)key),
        TripSort.Date => $"(date '2000-01-01' + {filter.Add(NpgsqlDbType.Integer, (int)key)})",
        _ => filter.Add(NpgsqlDbType.Double, key),
    };

    private static FoundTrip Trip(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        GuideId = row.GetString(1),
        Title = row.GetString(2),
        Region = row.GetString(3),
        Places = [.. row.GetFieldValue<string[]>(4)],
        Price = Money.Rupiah(row.GetInt64(5)),
        Days = row.GetInt16(6),
        Difficulty = (TripDifficulty)row.GetInt16(7),
        MaxPeople = row.GetInt16(8),
        Languages = [.. row.GetFieldValue<string[]>(9)],
        Tags = [.. row.GetFieldValue<string[]>(10)],
        Photo = row.IsDBNull(11) ? null : row.GetString(11),
        Rating = row.GetInt32(13) == 0 ? null : Math.Round((double)row.GetInt64(12) / row.GetInt32(13), 2),
        Reviews = row.GetInt32(13),
        FromPrice = Money.Rupiah(row.GetInt64(14)),
        DistanceMeters = row.IsDBNull(17) ? null : row.GetDouble(17),
        Next = row.IsDBNull(18) ? null : new NextStart(row.GetString(18), row.GetFieldValue<DateOnly>(19), row.GetInt32(20), Money.Rupiah(row.GetInt64(21))),
    };
}
