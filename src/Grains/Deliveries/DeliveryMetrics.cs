using System.Diagnostics.Metrics;

namespace Nusaloka.Grains.Deliveries;

/// <summary>The instruments of the meter "Nusaloka.Deliveries".</summary>
internal sealed class DeliveryMetrics
{
    public const string MeterName = "Nusaloka.Deliveries";

    private readonly Counter<long> _attempts;

    public DeliveryMetrics(IMeterFactory meters) => _attempts = meters.Create(MeterName).CreateCounter<long>(
        "nusaloka.deliveries.attempts", "{attempt}", "Attempts to send mails and short messages, by channel and outcome.");

    /// <summary>Counts an attempt.</summary>
    /// <param name="channel">email or sms.</param>
    /// <param name="outcome">sent, failed (it is tried again), refused or expired.</param>
    public void Tried(string channel, string outcome) => _attempts.Add(1, new("channel", channel), new("outcome", outcome));
}
