namespace Nusaloka.Silo;

/// <summary>How often silos look at reminders. They are kept in the table that AddNusalokaPersistence registers.</summary>
internal static class ReminderTimes
{
    /// <summary>
    /// How often a silo looks for reminders that others wrote for its grains, which happens when grains move. It bounds how late their
    /// first tick can be; other ticks are due at their second.
    /// </summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromSeconds(20);
}
