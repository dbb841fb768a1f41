using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders for the grain whose turn it is; grains use <see cref="GrainReminderExtensions"/>.</summary>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder, or gives it new times.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Ends a reminder.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>A reminder by name; null when there is none.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>All reminders of the grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
