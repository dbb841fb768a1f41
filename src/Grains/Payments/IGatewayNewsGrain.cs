namespace Nusaloka.Grains.Payments;

/// <summary>A payment's ear for what gateways say by webhook. Key: the payment's id.</summary>
[Alias("nusaloka.IGatewayNewsGrain")]
internal interface IGatewayNewsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes news in, however often and late it comes. What would move money is asked back from the gateway first. It fails when the
    /// gateway does not confirm it, and must be repeated then.
    /// </summary>
    [Alias("Apply")]
    Task ApplyAsync(GatewayNews news, CancellationToken cancellationToken = default);
}
