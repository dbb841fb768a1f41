using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// Takes the trips of who is gone off the market, and forgets which ones they had saved. What is written of their own stays for who has booked
/// them; nothing in it is about the person.
/// </summary>
internal sealed class TripEraser(GuideTrips trips, IGrainFactory grains) : IPersonalDataEraser
{
    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IErasableSavedTripsGrain>(closed.AccountId).EraseAsync(cancellationToken);
        await trips.ArchiveAsync(closed.AccountId, closed.AccountId, cancellationToken);
    }
}
