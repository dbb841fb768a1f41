using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Payments;

/// <summary>One page of wallets that hold more than they may.</summary>
/// <param name="Data">The items.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record OverfullWalletsResponse(IReadOnlyList<OverfullWalletResponse> Data, string? NextCursor);

/// <summary>A wallet that holds more than its tier may.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Balance">What it holds, in whole rupiah.</param>
/// <param name="BalanceCap">What it may hold.</param>
public sealed record OverfullWalletResponse(string UserId, WalletTier Tier, long Balance, long BalanceCap)
{
    /// <summary>The wire shape of such a wallet.</summary>
    public static OverfullWalletResponse Of(OverfullWallet wallet) => new(wallet.AccountId, wallet.Tier, wallet.Balance.Units, wallet.BalanceCap.Units);
}
