namespace Nusaloka.Wallets;

/// <summary>Bounds of the wallet's commands.</summary>
public static class WalletLimits
{
    /// <summary>The most that one command moves, in whole rupiah: Rp1.000.000.000.000.</summary>
    public const long MaxAmount = 1_000_000_000_000;

    /// <summary>The longest that money is set aside, in days.</summary>
    public const int MaxHoldDays = 31;

    /// <summary>How long a pending transaction waits before it is cancelled, in days.</summary>
    public const int PendingDays = 7;

    /// <summary>How many open holds are listed at once.</summary>
    public const int MaxListedHolds = 200;

    /// <summary>The longest description of a transfer, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 255;
}
