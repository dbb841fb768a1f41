using System.Diagnostics;
using Npgsql;
using Nusaloka.Bench.Measuring;
using Nusaloka.Departures;

namespace Nusaloka.Bench.Booking;

/// <summary>The last seats of departures, each wanted by many at once: through grains, and from a row for each.</summary>
internal sealed class LastSeats(int callers, int seats)
{
    /// <summary>Round after round on a new departure: how long each caller waited for a yes or a no.</summary>
    /// <returns>Answers per second, and the waits.</returns>
    public async Task<LoadResult> FromGrainsAsync(BenchContext context, int rounds)
    {
        var (waits, seconds) = (new LatencyHistogram(), 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var id = BusyDeparture.NewId();
            var grain = context.Grains.GetGrain<IDepartureGrain>(id);
            var starts = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
            await grain.SaveAsync(new SaveDeparture(BusyDeparture.NewId(), BusyDeparture.NewId(), starts, 3, "Asia/Makassar", seats, 1, null, null, null));

            var (held, took) = await AllAtOnceAsync(waits, async _ =>
            {
                var booking = BusyDeparture.NewId();
                return (await grain.HoldAsync(new HoldSeats(booking, booking, 1, TimeProvider.System.GetUtcNow().AddMinutes(10)))).IsSuccess;
            });
            seconds += took;
            if (held != seats || await FreeAsync(context.Postgres, id) != 0)
                throw new InvariantBrokenException($"{callers} callers wanted the last {seats} seats, and {held} were told that they have one.");
        }

        return new LoadResult(seconds, waits);
    }

    /// <summary>The same from a row, over as many connections.</summary>
    public async Task<LoadResult> FromRowsAsync(string postgres, int rounds)
    {
        var (waits, seconds) = (new LatencyHistogram(), 0.0);
        for (var round = 0; round < rounds; round++)
        {
            await using var row = await HotRow.OpenAsync(postgres, callers, seats);
            var (taken, took) = await AllAtOnceAsync(waits, row.TakeAsync);
            seconds += took;
            if (taken != seats)
                throw new InvariantBrokenException($"The row had {seats} seats and sold {taken}.");
        }

        return new LoadResult(seconds, waits);
    }

    private async Task<(int Taken, double Seconds)> AllAtOnceAsync(LatencyHistogram waits, Func<int, Task<bool>> take)
    {
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var isTaken = await take(caller);
            return (IsTaken: isTaken, Wait: Stopwatch.GetTimestamp() - started);
        })));
        foreach (var (_, wait) in answers)
            waits.Record(wait);
        return (answers.Count(static answer => answer.IsTaken), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task<int> FreeAsync(string postgres, string id)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select free from departure where id = $1", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = id } } };
        return (int)(await command.ExecuteScalarAsync() ?? -1);
    }
}
