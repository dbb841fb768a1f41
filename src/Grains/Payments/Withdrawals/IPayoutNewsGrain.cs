using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>A withdrawal's ear for what gateways say by webhook. Key: the withdrawal's id.</summary>
[Alias("nusaloka.IPayoutNewsGrain")]
internal interface IPayoutNewsGrain : IGrainWithStringKey
{
    /// <summary>Takes news in, however often and late it comes. What ends it is asked back from the gateway first.</summary>
    [Alias("Apply")]
    Task ApplyAsync(GatewayPayout payout, CancellationToken cancellationToken = default);
}
