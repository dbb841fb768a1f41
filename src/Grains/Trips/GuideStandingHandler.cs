using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// A guide whom staff have shut out, or of whom they no longer say that they know who it is, sells nothing: their trips are taken off the market. Opened again or verified
/// anew they publish them themselves. Events may come late, so what holds now decides.
/// </summary>
internal sealed class GuideStandingHandler(GuideTrips trips, IGrainFactory grains) : IEventHandler<AccessChanged>, IEventHandler<VerificationDecided>
{
    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IAccountGrain>(payload.AccountId).GetStandingAsync(cancellationToken) is { IsSuccess: true, Value.IsBanned: true })
            await trips.ArchiveAsync(payload.AccountId, payload.By ?? payload.AccountId, cancellationToken);
    }

    public async Task HandleAsync(VerificationDecided payload, EventContext context, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IProfileGrain>(payload.AccountId).GetVerificationAsync(cancellationToken) is { IsSuccess: true, Value.Status: VerificationStatus.Rejected })
            await trips.ArchiveAsync(payload.AccountId, payload.AccountId, cancellationToken);
    }
}
