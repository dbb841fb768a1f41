using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Reminders;

/// <summary>Writes "remind NAME" into the journal under its key.</summary>
public interface IReminderGrain : ILocatedGrain
{
    Task RegisterAsync(string name, TimeSpan due, TimeSpan period);

    Task UnregisterAsync(string name);

    /// <summary>Whether there is a reminder of that name.</summary>
    Task<bool> HasAsync(string name);

    /// <summary>The names of all its reminders, in order.</summary>
    Task<string> ListAsync();

    /// <summary>Registers a reminder and stays inside until the gate opens.</summary>
    Task RegisterAndWaitAsync(string name, TimeSpan due, TimeSpan period, string gate);

    Task DeactivateAsync();
}
