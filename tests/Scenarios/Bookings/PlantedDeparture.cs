using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>A departure that is there before its grain is ever asked: its stored state, written by hand.</summary>
internal static class PlantedDeparture
{
    private static readonly TimeSpan Makassar = TimeSpan.FromHours(8);

    /// <summary>Writes it down; it starts in a month and its seats are sold until then.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> WriteAsync(NpgsqlDataSource database, string tripId, string guideId, int capacity)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(Makassar).Date).AddDays(30);
        var start = new DateTimeOffset(day, TimeOnly.MinValue, Makassar);
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var state = JsonSerializer.Serialize(new
        {
            terms = new
            {
                trip_id = tripId,
                guide_id = guideId,
                starts_on = date,
                ends_on = date,
                time_zone = "Asia/Makassar",
                starts_at = start.UtcDateTime,
                ends_at = start.AddDays(1).UtcDateTime,
                cut_off = new { date, time = "00:00:00" },
                cut_off_at = start.UtcDateTime,
                capacity,
                min_people = 1,
                own_price = (object?)null,
            },
            is_cancelled = false,
            version = 1,
            updated_at = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        await using var command = database.CreateCommand("insert into grain_state (kind, id, version, state, updated_at) values ('departure', $1, 1, $2, now())");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        command.Parameters.Add(new NpgsqlParameter { Value = state, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync();
        return id;
    }
}
