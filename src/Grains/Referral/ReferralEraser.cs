using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Referral;

/// <summary>Has a person's code retired and their device forgotten.</summary>
internal sealed class ReferralEraser(IGrainFactory grains) : IPersonalDataEraser
{
    public Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken) =>
        grains.GetGrain<INewcomerGrain>(closed.AccountId).EraseAsync(cancellationToken);
}
