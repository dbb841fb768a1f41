using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Activation;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Nusaloka.Runtime.Reminders;

/// <summary>Writes the reminders of the silo's grains into the table and tells the silo's schedule.</summary>
internal sealed class ReminderRegistry(IServiceProvider services, ReminderService service, TimeProvider time, IOptions<ReminderOptions> options) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Reminder {reminderName} asks for a period of {period}, which is less than the minimum of {options.Value.MinimumReminderPeriod} " +
                $"({nameof(ReminderOptions)}.{nameof(ReminderOptions.MinimumReminderPeriod)}).", nameof(period));
        }

        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        var table = Table();
        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = time.GetUtcNow().UtcDateTime.Add(dueTime), Period = period };
        entry.ETag = await table.UpsertRow(entry)
            ?? throw new ReminderException($"Reminder {entry} could not be registered: somebody else wrote it at the same time. Try again.");
        service.Registered(entry);
        return HandleOf(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var handle = reminder as ReminderHandle
            ?? throw new ArgumentException($"{reminder.GetType()} is not a reminder of this runtime: use what RegisterOrUpdateReminder or GetReminder returned.", nameof(reminder));
        var table = Table();
        if (!await table.RemoveRow(handle.GrainId, handle.ReminderName, handle.ETag) && await table.ReadRow(handle.GrainId, handle.ReminderName) is not null)
        {
            throw new ReminderException($"Reminder {handle.ReminderName} of {handle.GrainId} was changed after the handle was made; get it anew and try again.");
        }

        service.Unregistered(handle.GrainId, handle.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await Table().ReadRow(callingGrainId, reminderName) is { } entry ? HandleOf(entry) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await Table().ReadRows(callingGrainId)).Reminders.Select(HandleOf)];

    private static ReminderHandle HandleOf(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag ?? string.Empty);

    private IReminderTable Table()
    {
        if (RuntimeContext.Current is null) throw new InvalidOperationException("Reminders are registered by the grain itself, in its turn; this code runs outside of any grain.");
        return services.GetService<IReminderTable>()
            ?? throw new OrleansConfigurationException($"Reminders have no table: register an {nameof(IReminderTable)}.");
    }
}
