using Nusaloka.Accounts;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Profiles;

/// <summary>Gives the wallet the limits of whom we know, or of whom we do not. A merchant's limits come from a contract and stay.</summary>
internal sealed class VerificationDecidedHandler(IGrainFactory grains) : IEventHandler<VerificationDecided>
{
    public async Task HandleAsync(VerificationDecided payload, EventContext context, CancellationToken cancellationToken)
    {
        var verification = await grains.GetGrain<IProfileGrain>(payload.AccountId).GetVerificationAsync(cancellationToken);
        if (!verification.IsSuccess)
        {
            MustBe(AccountErrors.NotFound, verification.Error, payload);
            return;
        }

        var wallet = grains.GetGrain<IWalletGrain>(payload.AccountId);
        var limits = await wallet.GetLimitsAsync(cancellationToken);
        if (limits is { IsSuccess: true, Value.Tier: WalletTier.Merchant })
            return;

        var tier = verification.Value.Status == VerificationStatus.Verified ? WalletTier.Verified : WalletTier.Unverified;
        var set = await wallet.SetTierAsync(tier, cancellationToken);
        if (!set.IsSuccess)
            MustBe(WalletErrors.NotFound, set.Error, payload);
    }

    /// <summary>Who is gone needs no limits; everything else is tried again.</summary>
    private static void MustBe(Error expected, Error refused, VerificationDecided payload)
    {
        if (refused.Code != expected.Code)
            throw new InvalidOperationException($"The wallet of {payload.AccountId} did not get its tier: {refused.Code}.");
    }
}
