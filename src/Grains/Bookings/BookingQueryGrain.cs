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
        var items = await BookingQueries.ListAsync(connection, query, before, query.Page.Limit + 1, cancellationToken);
        return items.ToPage(query.Page, static last => new Cursor(last.CreatedAt, last.Id));
    }

    public async Task<bool> HasBookedAsync(string accountId, string tripId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await BookingQueries.HasBookedAsync(connection, accountId, tripId, cancellationToken);
    }
}
