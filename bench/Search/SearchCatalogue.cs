using Npgsql;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Search;

/// <summary>A seeded catalogue: the same 20,000 trips and 200,000 departures in every run, with texts of the length that guides write.</summary>
internal static class SearchCatalogue
{
    /// <summary>Words of the texts; the numbered ones make some words rare.</summary>
    public static readonly string[] Words =
    [
        "pantai", "gunung", "danau", "menyelam", "mendaki", "sunrise", "snorkeling", "candi", "budaya", "kuliner", "waterfall", "sawah", "perahu", "island", "volcano",
        "kopi", "hutan", "kerajinan", "temple", "beaches", "keluarga", "petualangan", "hiking", "kampung", "sunset", "pemandangan", "jungle", "lumba", "karang", "desa",
    ];

    public static readonly string[] Regions =
        ["Bali", "Lombok", "Yogyakarta", "Jawa Timur", "Jawa Barat", "Flores", "Sumba", "Toba", "Mentawai", "Toraja", "Bunaken", "Wakatobi", "Banda", "Raja Ampat", "Baliem"];

    public static int Trips(BenchContext context) => context.IsQuick ? 2_000 : 20_000;

    public static int Departures(BenchContext context) => Trips(context) * 10;

    /// <summary>Fills the read models and has their figures brought up to date.</summary>
    public static async Task FillAsync(BenchContext context)
    {
        await using var dataSource = NpgsqlDataSource.Create(context.Postgres + ";Command Timeout=600");
        await ExecuteAsync(dataSource, """
            with seeded as (
                select n, $2::text[] as words, $3::text[] as regions, n * 7919 % 1000003 as r from generate_series(1, $1) n
            ), trip as (
                select n, r, regions[1 + r % array_length(regions, 1)] as region, words[1 + r % 30] || ' ' || words[1 + r / 30 % 30] || ' desa' || n % 4000 as title,
                    (select string_agg(words[1 + (r * 31 + i * i * 17 + i * 7) % 30] || case when i % 7 = 0 then ' nama' || (r + i) % 5000 else '' end, ' ') from generate_series(1, 120) i) as text,
                    array[words[1 + r % 30], words[1 + r / 7 % 30]] as tags
                from seeded
            )
            insert into trip_search (trip_id, guide_id, title, region, region_key, places, price, days, difficulty, max_people, languages, tags, geog, heading, document, names,
                rating_sum, rating_count)
            select '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'guide', title, region, lower(region), array['desa' || n % 4000], 250000 + r * 13 % 9750 * 1000, 1 + r % 12, r % 3, 12,
                case when r % 3 = 0 then '{id,en}' else '{id}' end::text[], tags, st_setsrid(st_makepoint(95 + r % 4600 / 100.0, -11 + r / 4600 % 1700 / 100.0), 4326)::geography,
                nusaloka_words(title, 'A') || nusaloka_words(region || ' ' || array_to_string(tags, ' '), 'B'),
                nusaloka_words(title, 'A') || nusaloka_words(region || ' ' || array_to_string(tags, ' '), 'B') || nusaloka_words(text, 'C'), lower(title || ' ' || region), 0, 0
            from trip
            """, Trips(context), Words, Regions);
        await ExecuteAsync(dataSource, """
            insert into departure (id, trip_id, guide_id, starts_on, ends_on, time_zone, starts_at, ends_at, cut_off, cut_off_at, capacity, min_people,
                held, sold, free, waiting, status, version, updated_at)
            select 'departure-' || n, '00000000-0000-7000-8000-' || lpad((n % $2 + 1)::text, 12, '0'), 'guide', day, day, 'Asia/Jakarta', day, day, day, day, 12, 1,
                0, 12 - n % 13, n % 13, 0, 0, 1, now()
            from generate_series(1, $1) n, lateral (select current_date - 30 + (n * 7919::bigint % 390)::int as day) d
            """, Departures(context), Trips(context));
        await ExecuteAsync(dataSource, "insert into trip_rating select trip_id, 3 + length(title) % 40, 1 + length(title) % 9 from trip_search where trip_id like '%3'");
        await ExecuteAsync(dataSource, "vacuum analyze trip_search, departure, trip_rating");
    }

    /// <summary>The sizes of the table and of each of its indexes, for people.</summary>
    public static async Task<string> SizesAsync(BenchContext context)
    {
        await using var dataSource = NpgsqlDataSource.Create(context.Postgres);
        await using var command = dataSource.CreateCommand("""
            select string_agg(name || ' ' || pg_size_pretty(size), ', ' order by size desc) from (
                select indexrelid::regclass::text as name, pg_relation_size(indexrelid) as size from pg_index where indrelid in ('trip_search'::regclass, 'place'::regclass)
                union all select 'trip_search with texts', pg_table_size('trip_search')) sizes
            """);
        return await command.ExecuteScalarAsync() as string ?? "";
    }

    private static async Task ExecuteAsync(NpgsqlDataSource dataSource, string sql, params object[] parameters)
    {
        await using var command = dataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }
}
