using System.Collections.Concurrent;
using Npgsql;
using Nusaloka.Grains.Departures;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>Has all bookings of a departure that does not take place cancelled, and everything given back.</summary>
internal sealed class DepartureCancelledHandler(IGrainFactory grains, NpgsqlDataSource dataSource) : IEventHandler<DepartureCancelled>
{
    private const int AtOnce = 8;

    public async Task HandleAsync(DepartureCancelled payload, EventContext context, CancellationToken cancellationToken)
    {
        // Whoever asks for seats after the departure was called off gets none, so no booking comes later than this list.
        var open = await BookingQueries.ListOpenOfDepartureAsync(dataSource, payload.DepartureId, cancellationToken);
        var waiting = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, token) =>
        {
            if (!await grains.GetGrain<IBookingSagaGrain>(id).CallOffAsync(payload.At, token))
                waiting.Add(id);
        });
        if (!waiting.IsEmpty)
            throw new InvalidOperationException($"{waiting.Count} bookings of departure {payload.DepartureId} are between two steps, such as {waiting.First()}: again later.");
    }
}
