using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that takes reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>
    /// A reminder is due. The call takes its turn like any other. It comes at least once: when it fails, or its silo dies before the tick
    /// is recorded, it comes again; while nobody served the grain it comes late, once, and then goes on by its period.
    /// </summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
