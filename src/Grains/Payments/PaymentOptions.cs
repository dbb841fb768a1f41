using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Payments;

/// <summary>Settings of payments, under <c>NUSALOKA_PAYMENTS__</c>. Those of each gateway are with the gateway.</summary>
public sealed class PaymentOptions
{
    /// <summary>Where gateways send payers back to when the payment names nothing else. An http or https address.</summary>
    [ConfigurationKeyName("RETURN_URL"), Required, Url, StringLength(2_000)]
    public string ReturnUrl { get; set; } = "https://app.nusaloka.id/payments";

    /// <summary>The gateway that pays withdrawals out.</summary>
    [ConfigurationKeyName("PAYOUT_GATEWAY"), Required, StringLength(32)]
    public string PayoutGateway { get; set; } = "sandbox";

    /// <summary>
    /// How long a bank account must have been kept in a profile before money goes there at once; what is to go elsewhere waits as long, and
    /// its owner can cancel it. 0 to 3 days; null for a day, and for none at the sandbox, which pays nothing out.
    /// </summary>
    [ConfigurationKeyName("NEW_BANK_ACCOUNT_WAIT"), Range(typeof(TimeSpan), "00:00:00", "3.00:00:00")]
    public TimeSpan? NewBankAccountWait { get; set; }

    /// <summary>The least that a withdrawal sends, in rupiah, unless it is all that is in the wallet. 1 to 1,000,000; default 10,000.</summary>
    [ConfigurationKeyName("MIN_WITHDRAWAL"), Range(1, 1_000_000)]
    public long MinWithdrawal { get; set; } = 10_000;

    /// <summary>The same at a gateway.</summary>
    internal TimeSpan WaitAt(string gateway) => NewBankAccountWait ?? (gateway == "sandbox" ? TimeSpan.Zero : TimeSpan.FromDays(1));
}
