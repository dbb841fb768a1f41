using System.Diagnostics.Metrics;
using Nusaloka.Runtime.Metrics;

namespace Nusaloka.Runtime.Reminders;

/// <summary>What a silo counts of its reminders, by the names of Microsoft Orleans.</summary>
internal sealed class ReminderInstruments
{
    private readonly Histogram<double> _tardiness;
    private readonly Counter<int> _delivered;

    public ReminderInstruments(IMeterFactory meters, ReminderSchedule schedule)
    {
        var meter = meters.Create(RuntimeInstruments.MeterName);
        _tardiness = meter.CreateHistogram<double>("orleans-reminders-tardiness", "seconds");
        _delivered = meter.CreateCounter<int>("orleans-reminders-ticks-delivered");
        meter.CreateObservableGauge("orleans-reminders-active", () => schedule.Count);
    }

    public void TickSent(TimeSpan late) => _tardiness.Record(late.TotalSeconds);

    public void TickDelivered() => _delivered.Add(1);
}
