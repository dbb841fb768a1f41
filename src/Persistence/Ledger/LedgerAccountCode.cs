namespace Nusaloka.Persistence.Ledger;

/// <summary>The names of ledger accounts.</summary>
public static class LedgerAccountCode
{
    /// <summary>Where money that a person debits goes: outside.</summary>
    public const string CashOut = "system:cash_out";

    /// <summary>Where money that another program credits comes from.</summary>
    public const string Adjustment = "system:adjustment";

    /// <summary>What people have paid for bookings, until it goes to who provides them or back.</summary>
    public const string BookingEscrow = "system:booking_escrow";

    /// <summary>What gateways have taken back because of disputes.</summary>
    public const string DisputeLoss = "system:dispute_loss";

    /// <summary>What people have paid us for our services.</summary>
    public const string Fees = "system:fees";

    /// <summary>Money that came and is nobody's, until it goes back: not zero for long.</summary>
    public const string PaymentSuspense = "system:payment_suspense";

    /// <summary>Where rewards come from that we give.</summary>
    public const string Promo = "system:promo";

    private const string WalletPrefix = "wallet:";

    /// <summary>A person's wallet.</summary>
    public static string Wallet(string accountId) => WalletPrefix + accountId;

    /// <summary>What a payment gateway owes us.</summary>
    public static string GatewayClearing(string gateway) => "system:gateway_clearing:" + gateway;

    /// <summary>The account id of a wallet; null for a system account.</summary>
    public static string? AccountId(string code) =>
        code.StartsWith(WalletPrefix, StringComparison.Ordinal) ? code[WalletPrefix.Length..] : null;
}
