namespace Nusaloka.Runtime.Reminders;

/// <summary>What a silo does with reminders at the moment, for operators. The embedded runtime only; there with AddReminders.</summary>
public interface IReminderStatistics
{
    /// <summary>Reminders that the silo serves: those of its grains that are due within the loading window.</summary>
    int Served { get; }

    /// <summary>Ticks that are on their way: sent and not yet recorded.</summary>
    int Ticking { get; }

    /// <summary>When the next tick is due, in UTC; null when none is in sight.</summary>
    DateTime? NextDueAt { get; }
}
