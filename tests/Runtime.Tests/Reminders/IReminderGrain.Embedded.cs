namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>Registers reminders as it is told; writes its ticks into the journal under its key, as "name due-second".</summary>
public interface IReminderGrain : IGrainWithStringKey
{
    Task RegisterAsync(string name, TimeSpan dueTime, TimeSpan period);

    /// <summary>Ends a reminder by the handle of its registration, or of a look-up when this activation has not registered it.</summary>
    Task UnregisterAsync(string name);

    Task<string[]> NamesAsync();

    Task<bool> HasAsync(string name);

    Task<string> WhereAsync();
}
