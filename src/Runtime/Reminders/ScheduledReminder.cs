using Orleans;

namespace Nusaloka.Runtime.Reminders;

/// <summary>A reminder that a silo serves. What changes belongs to the lock of its <see cref="ReminderSchedule"/>.</summary>
internal sealed class ScheduledReminder(ReminderEntry entry, DateTime dueAt, long stamp)
{
    public ReminderEntry Entry { get; } = entry;

    /// <summary>When the next tick is due, as the table has it.</summary>
    public DateTime DueAt { get; set; } = dueAt;

    /// <summary>When it is looked at next: at its due time, or later after failures.</summary>
    public DateTime WakeAt { get; set; } = dueAt;

    /// <summary>How often the tick that is due has failed.</summary>
    public int Failures { get; set; }

    /// <summary>Somebody works on its tick.</summary>
    public bool IsTicking { get; set; }

    /// <summary>When it was put into the schedule, in the schedule's own count.</summary>
    public long Stamp { get; } = stamp;
}
