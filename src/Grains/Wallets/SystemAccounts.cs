using System.Collections.Frozen;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>The names in the ledger of those whom a wallet may pay, and back.</summary>
internal static class SystemAccounts
{
    private static readonly FrozenDictionary<SystemAccount, string> Codes = new Dictionary<SystemAccount, string>
    {
        [SystemAccount.BookingEscrow] = LedgerAccountCode.BookingEscrow,
        [SystemAccount.Fees] = LedgerAccountCode.Fees,
        [SystemAccount.SandboxClearing] = LedgerAccountCode.GatewayClearing("sandbox"),
        [SystemAccount.StripeClearing] = LedgerAccountCode.GatewayClearing("stripe"),
        [SystemAccount.MidtransClearing] = LedgerAccountCode.GatewayClearing("midtrans"),
        [SystemAccount.XenditClearing] = LedgerAccountCode.GatewayClearing("xendit"),
        [SystemAccount.Promotions] = LedgerAccountCode.Promo,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, SystemAccount> Accounts = Codes.ToFrozenDictionary(static pair => pair.Value, static pair => pair.Key);

    /// <summary>Whether it is one of the accounts that wallets may pay to.</summary>
    public static bool Has(SystemAccount account) => Codes.ContainsKey(account);

    /// <summary>Whether it belongs to a gateway.</summary>
    public static bool IsClearing(SystemAccount account) => account is >= SystemAccount.SandboxClearing and <= SystemAccount.XenditClearing;

    public static string CodeOf(SystemAccount account) => Codes[account];

    public static string CodeOf(Payee payee) => payee.AccountId is { } id ? LedgerAccountCode.Wallet(id)
        : payee.Account is { } account ? Codes[account]
        : throw new ArgumentException("A payee is a person or an account of ours, and this one is neither.", nameof(payee));

    public static Payee PayeeOf(string code) => LedgerAccountCode.AccountId(code) is { } id ? Payee.Person(id) : Payee.Ours(Accounts[code]);
}
