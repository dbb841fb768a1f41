namespace Nusaloka.Grains.Payments;

/// <summary>What whoever looks for a payment's subject tells the payment. The same grain as <see cref="Nusaloka.Payments.IPaymentGrain"/>.</summary>
[Alias("nusaloka.IUnclaimedPaymentGrain")]
internal interface IUnclaimedPaymentGrain : IGrainWithStringKey
{
    /// <summary>What the payment is for is not here, so nobody will take its money out of escrow: officers decide. A repeat changes nothing.</summary>
    [Alias("ReportUnclaimed")]
    Task ReportUnclaimedAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Its money is to go back, and a refund was refused because the payer's bank asks for it, too: officers give it back when the bank has decided, as
    /// far as it is still there then. A repeat changes nothing.
    /// </summary>
    [Alias("ReportUnreturned")]
    Task ReportUnreturnedAsync(CancellationToken cancellationToken = default);
}
