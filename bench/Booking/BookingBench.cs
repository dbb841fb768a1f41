using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Booking;

/// <summary>
/// Seats of one departure through its grain, beside a row that counts free seats on the same PostgreSQL: holds, confirmations and releases per second, all durable, by
/// how many seats the departure has and how many book at once; and the last seats, wanted by many. Afterwards what is stored must be what was answered.
/// </summary>
internal sealed class BookingBench : IBench
{
    private const int ManyCallers = 512;
    private const long PlentyFree = 1_000_000_000;

    public string Name => "booking";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        foreach (var (callers, capacity, sold) in new[] { (64, 100, 30), (64, 1_000, 480), (ManyCallers, 1_000, 480) })
        {
            var departure = await BusyDeparture.CreateAsync(context, capacity, sold, callers);
            await using var few = await HotRow.OpenAsync(context.Postgres, 16, PlentyFree);
            await using var many = await HotRow.OpenAsync(context.Postgres, 64, PlentyFree);
            foreach (var row in await Comparison.RunAsync(
                context, Name, new Side($"seats, {capacity:N0} of which {sold} sold, {callers} callers", callers, (caller, _) => departure.StepAsync(caller)),
                [
                    new Side("update … free > 0, 16 clients", 16, (client, _) => few.TakeAsync(client)),
                    new Side("update … free > 0, 64 clients", 64, (client, _) => many.TakeAsync(client)),
                ]))
            {
                yield return row;
            }

            await departure.CheckAsync(context.Postgres);
            foreach (var baseline in new[] { few, many })
            {
                if (baseline.Taken + await baseline.FreeAsync() != PlentyFree)
                    throw new InvariantBrokenException("The row does not count what it sold.");
            }
        }

        yield return await LastSeatsAsync(context);
    }

    private async Task<BenchRow> LastSeatsAsync(BenchContext context)
    {
        const int Callers = 200;
        const int Connections = 90;
        var rounds = context.IsQuick ? 3 : 20;
        await new LastSeats(Callers, 5).FromGrainsAsync(context, rounds);
        var ours = await new LastSeats(Callers, 5).FromGrainsAsync(context, rounds);
        var theirs = await new LastSeats(Connections, 5).FromRowsAsync(context.Postgres, rounds);
        return new BenchRow(
            Name, $"the last 5 seats, wanted by {Callers} at once", "answers/s", Math.Round(ours.PerSecond), $"update … free > 0, by {Connections} clients", Math.Round(theirs.PerSecond),
            Math.Round(ours.PerSecond / theirs.PerSecond, 2), Math.Round(ours.Latencies.PercentileMs(50), 4), Math.Round(ours.Latencies.PercentileMs(99), 4),
            Math.Round(ours.Latencies.PercentileMs(100), 4));
    }
}
