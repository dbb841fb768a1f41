using Npgsql;
using Nusaloka.Bookings;
using Nusaloka.Grains.State;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Bookings;

/// <summary>Answers questions about bookings from their read model.</summary>
[StatelessWorker]
[GrainType("booking-query")]
internal sealed class BookingQueryGrain(NpgsqlDataSource dataSource) : Grain, IBookingQueryGrain
{
    public async Task<Result<Page<Booking>>> ListAsync(BookingQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(query.Page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var limit = query.Page.Limit;
        var items = await BookingQueries.ListAsync(connection, query, before, limit + 1, cancellationToken);
        return items.Length <= limit
            ? new Page<Booking>(items, null)
            : new Page<Booking>(items[..limit], new Cursor(items[limit - 1].CreatedAt, items[limit - 1].Id).Encode());
    }

    public async Task<bool> HasBookedAsync(string accountId, string tripId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await BookingQueries.HasBookedAsync(connection, accountId, tripId, cancellationToken);
    }
}
