using System.Collections.Concurrent;
using System.Globalization;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Reminders;

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    /// <summary>How many more ticks of a reminder fail, by grain key.</summary>
    public static readonly ConcurrentDictionary<string, int> FailuresLeft = new();

    /// <summary>The times of the ticks, by grain key.</summary>
    public static readonly ConcurrentDictionary<string, ConcurrentQueue<TickStatus>> Statuses = new();

    private readonly Dictionary<string, IGrainReminder> _handles = [];

    private string Key => this.GetPrimaryKeyString();

    public async Task RegisterAsync(string name, TimeSpan dueTime, TimeSpan period) =>
        _handles[name] = await this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task UnregisterAsync(string name) =>
        await this.UnregisterReminder(_handles.GetValueOrDefault(name) ?? await this.GetReminder(name) ?? throw new InvalidOperationException($"No {name}."));

    public async Task<string[]> NamesAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public async Task<bool> HasAsync(string name) => await this.GetReminder(name) is { } reminder && reminder.ReminderName == name;

    public Task<string> WhereAsync() => Task.FromResult(RuntimeIdentity);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Statuses.GetOrAdd(Key, _ => new()).Enqueue(status);
        Journal.Write(Key, string.Create(CultureInfo.InvariantCulture, $"{reminderName} {(status.CurrentTickTime - ReminderCluster.Epoch).TotalSeconds}"));
        if (reminderName.StartsWith("once", StringComparison.Ordinal)) await UnregisterAsync(reminderName);
        if (reminderName.StartsWith("gate", StringComparison.Ordinal)) await Gate.Named(Key).PassAsync();
        if (FailuresLeft.GetValueOrDefault(Key) <= 0) return;
        FailuresLeft[Key]--;
        throw new InvalidDataException("The tick is not wanted.");
    }
}
