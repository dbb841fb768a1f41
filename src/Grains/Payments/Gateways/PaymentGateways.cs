namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>All gateways by their names.</summary>
internal sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways, IEnumerable<IPayoutGateway> payouts)
{
    private readonly Dictionary<string, IPaymentGateway> _gateways = gateways.ToDictionary(static gateway => gateway.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, IPayoutGateway> _payouts = payouts.ToDictionary(static gateway => gateway.Name, StringComparer.Ordinal);

    /// <summary>All that there are, configured or not, in the order of their names.</summary>
    public IEnumerable<IPaymentGateway> All => _gateways.Values.OrderBy(static gateway => gateway.Name, StringComparer.Ordinal);

    /// <summary>The gateway of that name; null when there is none.</summary>
    public IPaymentGateway? Find(string name) => _gateways.GetValueOrDefault(name);

    /// <summary>The gateway of that name for payouts; null when there is none.</summary>
    public IPayoutGateway? FindPayouts(string name) => _payouts.GetValueOrDefault(name);
}
