using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Bookings;

/// <summary>Has guest lists, wishes and contacts forgotten of whoever booked and has left.</summary>
internal sealed class BookingEraser(IGrainFactory grains, NpgsqlDataSource dataSource) : IPersonalDataEraser
{
    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        foreach (var id in await BookingQueries.ListOfAccountAsync(dataSource, closed.AccountId, cancellationToken))
            await grains.GetGrain<IBookingSagaGrain>(id).EraseAsync(cancellationToken);
    }
}
