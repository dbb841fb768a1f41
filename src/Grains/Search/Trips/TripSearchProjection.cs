using Npgsql;
using NpgsqlTypes;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>The table <c>trip_search</c>: published trips, as they are found.</summary>
internal sealed class TripSearchProjection : IProjection<TripState>
{
    // Of a long itinerary the beginning is enough; PostgreSQL refuses a tsvector over 1 MB.
    private const int MaxItineraryLength = 20_000;

    public IReadOnlyList<string> Tables { get; } = ["trip_search"];

    public void Upsert(ISqlBatch batch, string id, TripState state)
    {
        if (state.Status != TripStatus.Published || state.Details is not { } trip)
        {
            Delete(batch, id);
            return;
        }

        var (start, places) = (trip.Places.IsEmpty ? null : trip.Places[0], trip.Places.Select(static place => place.Name).ToArray());
        // What follows from departures and reviews is not written here: it stays, and a new row gets it from the next refresh.
        batch.Add("""
            insert into trip_search (trip_id, guide_id, title, region, region_key, places, price, days, difficulty, max_people, languages, tags, photo, geog, names, seasons, heading, document)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, st_setsrid(st_makepoint($15, $14), 4326)::geography, $16, $20,
                nusaloka_words($3, 'A') || nusaloka_words($17, 'B'),
                nusaloka_words($3, 'A') || nusaloka_words($17, 'B') || nusaloka_words($18, 'C') || nusaloka_words($19, 'D'))
            on conflict (trip_id) do update set guide_id = excluded.guide_id, title = excluded.title, region = excluded.region,
                region_key = excluded.region_key, places = excluded.places, price = excluded.price, days = excluded.days,
                difficulty = excluded.difficulty, max_people = excluded.max_people, languages = excluded.languages, tags = excluded.tags,
                photo = excluded.photo, geog = excluded.geog, names = excluded.names, seasons = excluded.seasons, heading = excluded.heading, document = excluded.document
            """,
            id, state.GuideId, trip.Title, trip.Region, SearchText.Fold(trip.Region), Texts(places), trip.Price.Units, (short)trip.Days.Length,
            (short)trip.Difficulty, (short)trip.MaxPeople, Texts(trip.Languages), Texts(trip.Tags), trip.Photos.IsEmpty ? null : trip.Photos[0],
            Degrees(start?.Latitude), Degrees(start?.Longitude), SearchText.Fold(string.Join(' ', [trip.Title, .. places, trip.Region])),
            string.Join(' ', [trip.Region, .. places, .. trip.Tags]), trip.Description, Itinerary(trip),
            new NpgsqlParameter { Value = trip.Seasons.IsEmpty ? DBNull.Value : StateJson.Serialize(trip.Seasons), NpgsqlDbType = NpgsqlDbType.Jsonb });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from trip_search where trip_id = $1", id);

    private static string Itinerary(TripDetails trip)
    {
        var parts = trip.Days.SelectMany(static day => day.Items)
            .SelectMany(static item => new[] { item.Place, item.Activity, item.Transport, item.Meal, item.Stay })
            .Concat(trip.Included).Where(static text => text.Length > 0);
        var text = string.Join(' ', parts);
        return text.Length <= MaxItineraryLength ? text : text[..MaxItineraryLength];
    }

    private static NpgsqlParameter Texts(IEnumerable<string> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter Degrees(double? degrees) =>
        new() { Value = degrees is { } value ? value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double };
}
