namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>All gateways by their names. Of two with one name the one that was registered later is taken, as with services.</summary>
internal sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways, IEnumerable<IPayoutGateway> payouts)
{
    private readonly Dictionary<string, IPaymentGateway> _gateways = ByName(gateways, static gateway => gateway.Name);
    private readonly Dictionary<string, IPayoutGateway> _payouts = ByName(payouts, static gateway => gateway.Name);

    /// <summary>All that there are, configured or not, in the order of their names.</summary>
    public IEnumerable<IPaymentGateway> All => _gateways.Values.OrderBy(static gateway => gateway.Name, StringComparer.Ordinal);

    /// <summary>The gateway of that name; null when there is none.</summary>
    public IPaymentGateway? Find(string name) => _gateways.GetValueOrDefault(name);

    /// <summary>The gateway of that name for payouts; null when there is none.</summary>
    public IPayoutGateway? FindPayouts(string name) => _payouts.GetValueOrDefault(name);

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> all, Func<T, string> name)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all)
            byName[name(one)] = one;
        return byName;
    }
}
