using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// Has guest lists, wishes and contacts forgotten of whoever booked and has left. An account with open bookings cannot be closed; what was booked while it was
/// being closed is cancelled as far as it is not paid, and when it was the guide's, whatever it is.
/// </summary>
internal sealed class BookingEraser(IGrainFactory grains, NpgsqlDataSource dataSource, TimeProvider time) : IPersonalDataEraser
{
    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        // First of all, so that no booking comes later than these lists.
        await grains.GetGrain<IUnpaidBookingsGrain>(closed.AccountId).CloseAsync(cancellationToken);
        foreach (var id in await BookingQueries.ListOfAccountAsync(dataSource, closed.AccountId, cancellationToken))
            await grains.GetGrain<IBookingSagaGrain>(id).EraseAsync(cancellationToken);
        foreach (var id in await BookingQueries.ListOpenOfGuideAsync(dataSource, closed.AccountId, cancellationToken))
        {
            if (!await grains.GetGrain<IBookingSagaGrain>(id).CallOffAsync(time.GetStoredUtcNow(), cancellationToken))
                throw new InvalidOperationException($"Booking {id} of the closed guide {closed.AccountId} is between two steps: again later.");
        }
    }
}
