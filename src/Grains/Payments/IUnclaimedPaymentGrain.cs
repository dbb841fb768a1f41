namespace Nusaloka.Grains.Payments;

/// <summary>What whoever looks for a payment's subject tells the payment. The same grain as <see cref="Nusaloka.Payments.IPaymentGrain"/>.</summary>
[Alias("nusaloka.IUnclaimedPaymentGrain")]
internal interface IUnclaimedPaymentGrain : IGrainWithStringKey
{
    /// <summary>What the payment is for is not here, so nobody will take its money out of escrow: officers decide. A repeat changes nothing.</summary>
    [Alias("ReportUnclaimed")]
    Task ReportUnclaimedAsync(CancellationToken cancellationToken = default);
}
