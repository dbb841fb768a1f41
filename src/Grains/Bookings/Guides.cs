using Nusaloka.Accounts;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Bookings;

/// <summary>Knows whether staff still let somebody guide trips and earn by them.</summary>
internal sealed class Guides(IGrainFactory grains)
{
    /// <summary>Whether the guide's identity is verified, also now, and the account not shut by staff.</summary>
    public async Task<bool> MayGuideAsync(string guideId, CancellationToken cancellationToken) =>
        await grains.GetGrain<IProfileGrain>(guideId).GetVerificationAsync(cancellationToken) is { IsSuccess: true, Value.Status: VerificationStatus.Verified }
        && !await IsBannedAsync(guideId, cancellationToken);

    /// <summary>Whether staff have shut the account.</summary>
    public async Task<bool> IsBannedAsync(string guideId, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IAccountGrain>(guideId).GetStandingAsync(cancellationToken)).Value is { IsBanned: true };
}
