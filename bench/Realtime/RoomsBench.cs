using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Realtime;

/// <summary>Durable messages through the grains of rooms, beside one statement for each message on the same PostgreSQL.</summary>
internal sealed class RoomsBench : IBench
{
    /// <summary>More connections than this make the baselines slower.</summary>
    private const int MostConnections = 64;

    public string Name => "rooms";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        foreach (var count in new[] { 1, 100, 1_000 })
        {
            var rooms = await BenchRooms.OpenAsync(context, count);
            await using var plain = await PlainMessages.OpenAsync(context.Postgres, rooms.Ids, MostConnections);
            foreach (var callers in new[] { 64, 512 })
            {
                var connections = Math.Min(callers, MostConnections);
                foreach (var row in await Comparison.RunAsync(
                    context, Name, new Side($"message, {count:N0} rooms, {callers} in flight", callers, rooms.SendAsync),
                    [
                        new Side("one INSERT for each", connections, plain.InsertAsync),
                        new Side("one for each, numbered by its room's row", connections, plain.NumberAndInsertAsync),
                    ]))
                    yield return row;
            }

            await rooms.CheckAsync(context.Postgres);
        }
    }
}
