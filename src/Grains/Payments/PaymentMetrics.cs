using System.Diagnostics.Metrics;

namespace Nusaloka.Grains.Payments;

/// <summary>The instruments of the meter "Nusaloka.Payments".</summary>
internal sealed class PaymentMetrics
{
    public const string MeterName = "Nusaloka.Payments";

    private long? _openDifferences;

    public PaymentMetrics(IMeterFactory meters) => meters.Create(MeterName).CreateObservableGauge(
        "nusaloka.payments.open_differences", Observe, "{difference}",
        "Payments and withdrawals of which ledger and gateway say different things; from the silo that compared last.");

    public void DifferencesCounted(long open) => _openDifferences = open;

    private IEnumerable<Measurement<long>> Observe() => _openDifferences is { } open ? [new Measurement<long>(open)] : [];
}
