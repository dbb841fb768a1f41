using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>The reminders of a grain.</summary>
public static class GrainReminderExtensions
{
    /// <summary>
    /// Registers a durable reminder, or gives the one of that name new times: the grain, which must be <see cref="IRemindable"/>, is called
    /// first after the due time and then every period until it unregisters the reminder.
    /// </summary>
    /// <param name="grain">The grain itself.</param>
    /// <param name="reminderName">The name, not blank.</param>
    /// <param name="dueTime">Until the first tick; zero for at once.</param>
    /// <param name="period">Between ticks; not less than <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>. There is no "once": unregister in the tick.</param>
    /// <exception cref="InvalidOperationException">The grain is no <see cref="IRemindable"/>.</exception>
    /// <exception cref="ArgumentException">A time is negative, infinite or too short.</exception>
    /// <exception cref="ReminderException">Somebody else changed the reminder at the same time.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        ((IGrainBase)grain).RegisterOrUpdateReminder(reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(grain);
        CheckName(reminderName);
        if (grain is not IRemindable) throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} is not {nameof(IRemindable)}, so it cannot be reminded.");
        return RegistryOf(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Ends a reminder.</summary>
    /// <exception cref="ReminderException">The reminder was given new times after the handle was made.</exception>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => ((IGrainBase)grain).UnregisterReminder(reminder);

    /// <inheritdoc cref="UnregisterReminder(Grain, IGrainReminder)"/>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return RegistryOf(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);
    }

    /// <summary>The grain's reminder of that name; null when there is none.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => ((IGrainBase)grain).GetReminder(reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)"/>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentNullException.ThrowIfNull(grain);
        CheckName(reminderName);
        return RegistryOf(grain).GetReminder(grain.GrainContext.GrainId, reminderName);
    }

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => ((IGrainBase)grain).GetReminders();

    /// <inheritdoc cref="GetReminders(Grain)"/>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return RegistryOf(grain).GetReminders(grain.GrainContext.GrainId);
    }

    private static void CheckName(string reminderName)
    {
        if (string.IsNullOrWhiteSpace(reminderName)) throw new ArgumentNullException(nameof(reminderName));
    }

    private static IReminderRegistry RegistryOf(IGrainBase grain) => grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
}
