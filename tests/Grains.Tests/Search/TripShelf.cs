using Npgsql;
using Nusaloka.Grains.Search.Trips;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Projections;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Search;

/// <summary>Puts trips and departures where searches find them: trips by the real projection.</summary>
internal sealed class TripShelf(PostgresDatabase database)
{
    /// <summary>A trip of two days to Ubud for a million, unless it is said otherwise.</summary>
    public static TripDetails Details(string title) => new()
    {
        Title = title,
        Region = "Bali",
        Places = [new TripPlace("Ubud", -8.5098, 115.2654, "Asia/Makassar")],
        Days = [new TripDay([]), new TripDay([])],
        Price = Money.Rupiah(1_000_000),
        Languages = ["id"],
        Difficulty = TripDifficulty.Easy,
    };

    /// <summary>Shows a trip as its grain would; answers its id.</summary>
    public async Task<string> PutAsync(TripDetails details, TripStatus status = TripStatus.Published, string? id = null)
    {
        id ??= Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var batch = new Batch(connection);
        new TripSearchProjection().Upsert(batch, id, new TripState { GuideId = "a guide", Status = status, Details = details, Version = 1 });
        await batch.SendAsync();
        return id;
    }

    /// <summary>A departure with free seats; answers its id.</summary>
    public async Task<string> DepartAsync(string tripId, DateOnly startsOn, int free, short status = 0, long? price = null)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        await database.ExecuteAsync(
            """
            insert into departure (id, trip_id, guide_id, starts_on, ends_on, time_zone, starts_at, ends_at, cut_off, cut_off_at, capacity, min_people,
                held, sold, free, waiting, status, version, updated_at, own_price)
            values ($1, $2, 'a guide', $3, $3, 'Asia/Makassar', $3::date, $3::date + 1, $3::date, $3::date::timestamptz, 20, 1, 0, 20 - $4, $4, 0, $5, 1, now(), nullif($6, 0))
            """,
            id, tripId, startsOn, free, status, price ?? 0);
        return id;
    }

    /// <summary>Brings dates, months, prices and ratings up to date, when the silos leave it to us or after they did.</summary>
    public async Task RefreshAsync()
    {
        var refresher = new TripSearchRefresher(database.DataSource, TimeProvider.System);
        await refresher.RefreshAsync(default);
        await Eventually.EqualAsync("nothing that is not up to date", 0L, async () =>
        {
            await refresher.RefreshAsync(default);
            return await database.ScalarAsync<long>("select count(*) from trip_search_stale");
        });
        await Eventually.EqualAsync("the next starts of all trips", 0L, () => database.ScalarAsync<long>(
            """
            select count(*) from trip_search s
            where s.next_date is distinct from (select min(d.starts_on) from departure d where d.trip_id = s.trip_id and d.has_seats and d.cut_off_at > now())
            """));
    }

    private sealed class Batch(NpgsqlConnection connection) : ISqlBatch, IAsyncDisposable
    {
        private readonly NpgsqlBatch _batch = new(connection);

        public void Add(string sql, params object?[] parameters)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter ?? DBNull.Value });
            _batch.BatchCommands.Add(command);
        }

        public Task<int> SendAsync() => _batch.ExecuteNonQueryAsync();

        public ValueTask DisposeAsync() => _batch.DisposeAsync();
    }
}
