using System.Diagnostics.Metrics;

namespace Nusaloka.Grains.Payments;

/// <summary>The instruments of the meter "Nusaloka.Payments".</summary>
internal sealed class PaymentMetrics
{
    public const string MeterName = "Nusaloka.Payments";

    private long? _openDifferences;
    private long? _overfullWallets;

    public PaymentMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "nusaloka.payments.open_differences", () => Observe(_openDifferences), "{difference}",
            "What ledger and gateways say differently; from the silo that compared last.");
        meter.CreateObservableGauge(
            "nusaloka.payments.overfull_wallets", () => Observe(_overfullWallets), "{wallet}",
            "Wallets that hold more than they may, by refunds and reversals; from the silo that looked last.");
    }

    public void DifferencesCounted(long open) => _openDifferences = open;

    public void OverfullCounted(long wallets) => _overfullWallets = wallets;

    private static IEnumerable<Measurement<long>> Observe(long? value) => value is { } known ? [new Measurement<long>(known)] : [];
}
