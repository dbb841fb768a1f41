namespace Orleans.Hosting;

/// <summary>How reminders are served. Checked when the host starts.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period a reminder may have. Default 1 min, not negative. The first tick may be due earlier.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often the table is read for reminders that others wrote; those registered on the silo itself, and those of a silo that has gone,
    /// are known at once. Default 5 min, more than zero.
    /// </summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far ahead reminders are read. Default 10 min, not less than <see cref="RefreshReminderListPeriod"/>.</summary>
    public TimeSpan ReminderLoadingWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a silo of Orleans tries to reach the table before it gives up starting. Default 5 min. The embedded runtime starts without
    /// it and goes on trying.
    /// </summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
