using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Reminders;

public sealed class ReminderGrain(Journal journal, Gates gates) : LocatedGrain, IReminderGrain, IRemindable
{
    /// <summary>The tick of the reminder of this name fails, after it is written down.</summary>
    public const string Failing = "failing";

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => journal.WriteAsync(Key, "deactivate");

    public Task RegisterAsync(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task UnregisterAsync(string name)
    {
        if (await this.GetReminder(name) is { } reminder) await this.UnregisterReminder(reminder);
    }

    public async Task<bool> HasAsync(string name) => await this.GetReminder(name) is not null;

    public async Task<string> ListAsync() => string.Join(' ', (await this.GetReminders()).Select(static reminder => reminder.ReminderName).Order(StringComparer.Ordinal));

    public async Task RegisterAndWaitAsync(string name, TimeSpan due, TimeSpan period, string gate)
    {
        await RegisterAsync(name, due, period);
        await gates.PassAsync(gate);
        await journal.WriteAsync(Key, "waited");
    }

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await journal.WriteAsync(Key, $"remind {reminderName}");
        if (reminderName == Failing) throw new InvalidDataException("A tick fails.");
    }
}
