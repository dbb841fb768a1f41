using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Profiles;

/// <summary>Gives the wallet the limits of whom we know, or of whom we do not. A merchant's limits come from a contract and stay.</summary>
internal sealed class VerificationDecidedHandler(VerificationRecords records, IGrainFactory grains) : IEventHandler<VerificationDecided>
{
    public async Task HandleAsync(VerificationDecided payload, EventContext context, CancellationToken cancellationToken)
    {
        var wallet = grains.GetGrain<IWalletGrain>(payload.AccountId);
        var limits = await wallet.GetLimitsAsync(cancellationToken);
        if (limits is { IsSuccess: true, Value.Tier: WalletTier.Merchant })
            return;

        var tier = await records.StatusAsync(payload.AccountId, cancellationToken) == VerificationStatus.Verified ? WalletTier.Verified : WalletTier.Unverified;
        var set = await wallet.SetTierAsync(tier, cancellationToken);
        // Who is gone needs no limits; everything else is tried again.
        if (!set.IsSuccess && set.Error.Code != WalletErrors.NotFound.Code)
            throw new InvalidOperationException($"The wallet of {payload.AccountId} did not get its tier: {set.Error.Code}.");
    }
}
