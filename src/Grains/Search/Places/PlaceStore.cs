using System.Collections.Immutable;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Places;

/// <summary>The tables <c>place</c> and <c>place_version</c>.</summary>
public sealed class PlaceStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const string Columns =
        "id, kind, name, regency, province, st_y(geog::geometry) as latitude, st_x(geog::geometry) as longitude, time_zone as TimeZone, population";

    /// <summary>
    /// Makes the table hold these places and no others, in one transaction: readers see all of the old ones until they see all of the new.
    /// Whoever loads at the same time waits.
    /// </summary>
    /// <param name="places">All of them; no id twice.</param>
    /// <param name="source">What says whether this is there already: the hash of a file, or <c>sample</c>.</param>
    /// <param name="onlyIfEmpty">Whether to leave alone what somebody has loaded.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> LoadAsync(ImmutableArray<Place> places, string source, bool onlyIfEmpty, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("lock table place_version in share row exclusive mode", cancellationToken: cancellationToken));
        var known = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select source from place_version", cancellationToken: cancellationToken));
        if (known == source || (onlyIfEmpty && known is not null))
            return false;

        await CopyAsync(connection, places, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from place where not exists (select from incoming where incoming.id = place.id);
            insert into place (id, kind, name, regency, province, geog, time_zone, population)
            select id, kind, name, regency, province, st_setsrid(st_makepoint(lon, lat), 4326)::geography, time_zone, population from incoming
            on conflict (id) do update set time_zone = excluded.time_zone, population = excluded.population
            where (place.time_zone, place.population) is distinct from (excluded.time_zone, excluded.population);
            insert into place_version (version, source, places, loaded_at) values (1, @source, @Length, @now)
            on conflict (only_row) do update
            set version = place_version.version + 1, source = excluded.source, places = excluded.places, loaded_at = excluded.loaded_at
            """,
            new { source, places.Length, now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Which content the table has; 0 while there is none.</summary>
    internal async Task<long> ReadVersionAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select version from place_version");
        return await command.ExecuteScalarAsync(cancellationToken) is long version ? version : 0;
    }

    /// <summary>All places, and which content that is.</summary>
    internal async Task<(long Version, ImmutableArray<Place> Places)> ReadAllAsync(CancellationToken cancellationToken)
    {
        // The version first: when a load comes between the two, the places are newer than their version, and are read once more.
        var version = await ReadVersionAsync(cancellationToken);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"select {Columns} from place", cancellationToken: cancellationToken));
        return (version, [.. rows.Select(static row => row.ToPlace())]);
    }

    /// <summary>The nearest places within the radius, nearest first.</summary>
    internal async Task<ImmutableArray<FoundPlace>> ListNearAsync(GeoPoint near, int radiusMeters, int limit, CancellationToken cancellationToken)
    {
        // The index orders by the sphere. Whatever is nearer on the ellipsoid is not farther than the farthest of those that it answers.
        const string point = "st_setsrid(st_makepoint(@Longitude, @Latitude), 4326)::geography";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            with nearest as materialized (
                select st_distance(geog, {point}) as distance from place where st_dwithin(geog, {point}, @radiusMeters) order by geog <-> {point} limit @limit)
            select {Columns}, st_distance(geog, {point}) as distance
            from place
            where st_dwithin(geog, {point}, (select max(distance) + 1 from nearest))
            order by distance, id
            limit @limit
            """,
            new { near.Longitude, near.Latitude, radiusMeters = (double)radiusMeters, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new FoundPlace(row.ToPlace(), row.Distance))];
    }

    /// <summary>How far each of the places is from the point; those farther than the radius are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, double>> MeasureAsync(
        IReadOnlyCollection<Guid> ids, GeoPoint near, int radiusMeters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(Guid Id, double Distance)>(new CommandDefinition(
            """
            select id, distance from (
                select id, st_distance(geog, st_setsrid(st_makepoint(@Longitude, @Latitude), 4326)::geography) as distance from place where id = any (@ids)) measured
            where distance <= @radiusMeters
            """,
            new { ids = ids.ToArray(), near.Longitude, near.Latitude, radiusMeters = (double)radiusMeters }, cancellationToken: cancellationToken));
        return rows.ToDictionary(static row => row.Id, static row => row.Distance);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, ImmutableArray<Place> places, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            create temporary table incoming (
                id uuid primary key, kind smallint, name text, regency text, province text, lat double precision, lon double precision, time_zone text, population integer
            ) on commit drop
            """,
            cancellationToken: cancellationToken));
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy incoming (id, kind, name, regency, province, lat, lon, time_zone, population) from stdin (format binary)", cancellationToken);
        foreach (var place in places)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(place.Id, NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync((short)place.Kind, NpgsqlDbType.Smallint, cancellationToken);
            await writer.WriteAsync(place.Name, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(place.Regency, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(place.Province, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(place.Location.Latitude, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(place.Location.Longitude, NpgsqlDbType.Double, cancellationToken);
            await (place.TimeZone is { } zone ? writer.WriteAsync(zone, NpgsqlDbType.Text, cancellationToken) : writer.WriteNullAsync(cancellationToken));
            await (place.Population is { } people ? writer.WriteAsync(people, NpgsqlDbType.Integer, cancellationToken) : writer.WriteNullAsync(cancellationToken));
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private sealed class Row
    {
        public Guid Id { get; init; }

        public short Kind { get; init; }

        public string Name { get; init; } = "";

        public string Regency { get; init; } = "";

        public string Province { get; init; } = "";

        public double Latitude { get; init; }

        public double Longitude { get; init; }

        public string? TimeZone { get; init; }

        public int? Population { get; init; }

        public double? Distance { get; init; }

        public Place ToPlace() => new(Id, (PlaceKind)Kind, Name, Regency, Province, new GeoPoint(Latitude, Longitude), TimeZone, Population);
    }
}
