using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Reminders;

/// <summary>
/// Sends the ticks that are due, as ordinary calls. Each is checked against the table first, so that what was unregistered, changed or
/// ticked elsewhere meanwhile stays silent, and is recorded in the table afterwards: a crash in between makes it come again.
/// </summary>
internal sealed partial class ReminderTicker(
    ReminderSchedule schedule,
    IReminderTable table,
    GrainReferenceFactory references,
    Func<GrainId, bool> isOwned,
    ReminderInstruments instruments,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    /// <summary>Ticks under way at the same time, so that what fell due during an outage does not come all at once.</summary>
    public const int MaxTicking = 256;

    // With nothing scheduled, or everything under way, whoever changes that rings.
    private static readonly TimeSpan LongSleep = TimeSpan.FromDays(1);

    private readonly AlarmClock _alarm = new(time);
    private readonly TickRecorder _recorder = new(table, time, logger);
    private readonly CancellationTokenSource _abandoned = new();
    private int _ticking;

    public int Ticking => Volatile.Read(ref _ticking);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Looks at the schedule now.</summary>
    public void Wake() => _alarm.Ring();

    public async Task RunAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            var free = MaxTicking - Ticking;
            var due = free > 0 ? schedule.TakeDue(Now, free, isOwned) : [];
            if (due.Count == 0)
            {
                var wake = free > 0 ? schedule.NextWake() : null;
                await _alarm.SleepUntilAsync(wake ?? Now + LongSleep, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (await TrySendAsync(due, stopping).ConfigureAwait(false))
            {
                failures = 0;
            }
            else
            {
                await Task.Delay(ReminderRetry.After(++failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Completes when no tick is under way, or gives them up when the patience ends: they come again elsewhere.</summary>
    public async Task WhenIdleAsync(CancellationToken patience)
    {
        while (Ticking > 0 && !patience.IsCancellationRequested)
        {
            await _alarm.SleepUntilAsync(Now + LongSleep, patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _abandoned.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _alarm.Dispose();
        _abandoned.Dispose();
    }

    /// <summary>False when the table could not be asked; then all wait.</summary>
    private async Task<bool> TrySendAsync(List<ScheduledReminder> due, CancellationToken stopping)
    {
        Dictionary<(GrainId, string), (ReminderEntry Entry, DateTime DueAt)> rows;
        try
        {
            rows = (await table.ReadAgainAsync([.. due.Select(reminder => reminder.Entry)], stopping).ConfigureAwait(false))
                .ToDictionary(row => (row.Entry.GrainId, row.Entry.ReminderName));
        }
        catch (Exception exception)
        {
            if (!stopping.IsCancellationRequested) LogNotRead(exception, due.Count);
            foreach (var reminder in due) schedule.Postpone(reminder, reminder.WakeAt);
            return false;
        }

        foreach (var reminder in due)
        {
            if (!rows.TryGetValue((reminder.Entry.GrainId, reminder.Entry.ReminderName), out var row)) schedule.Drop(reminder);
            else if (!schedule.IsCurrent(reminder)) continue;
            else if (row.Entry.ETag != reminder.Entry.ETag) schedule.Put(row.Entry, row.DueAt);
            else if (row.DueAt > Now) schedule.Ticked(reminder, row.DueAt);
            else Send(reminder, row.DueAt);
        }

        return true;
    }

    private void Send(ScheduledReminder reminder, DateTime dueAt)
    {
        Interlocked.Increment(ref _ticking);
        _ = TickAsync(reminder, dueAt);
    }

    private async Task TickAsync(ScheduledReminder reminder, DateTime dueAt)
    {
        var entry = reminder.Entry;
        var sentAt = Now;
        try
        {
            instruments.TickSent(sentAt - dueAt);
            var grain = (IRemindable)(object)references.GetReference(entry.GrainId, typeof(IRemindable));
            await grain.ReceiveReminder(entry.ReminderName, new TickStatus(entry.StartAt, entry.Period, sentAt)).ConfigureAwait(false);
            instruments.TickDelivered();
            var nextDueAt = NextDue(entry, sentAt);
            // One that the grain has unregistered or registered anew in its tick is not to be recorded.
            if (schedule.IsCurrent(reminder)) await _recorder.RecordAsync(entry, dueAt, nextDueAt, _abandoned.Token).ConfigureAwait(false);
            schedule.Ticked(reminder, nextDueAt);
        }
        catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
        {
            // The silo stops without having recorded the tick, so it comes again elsewhere.
        }
        catch (Exception exception)
        {
            reminder.Failures++;
            LogFailed(exception, entry.ReminderName, entry.GrainId, reminder.Failures);
            schedule.Postpone(reminder, Now + ReminderRetry.After(reminder.Failures));
        }
        finally
        {
            Interlocked.Decrement(ref _ticking);
            _alarm.Ring();
        }
    }

    /// <summary>The first time after the tick that is whole periods after the start.</summary>
    private static DateTime NextDue(ReminderEntry entry, DateTime sentAt)
    {
        var periods = ((sentAt - entry.StartAt).Ticks / entry.Period.Ticks) + 1;
        var untilEnd = (DateTime.MaxValue - entry.StartAt).Ticks / entry.Period.Ticks;
        return entry.StartAt.AddTicks(entry.Period.Ticks * Math.Min(periods, untilEnd));
    }

    [LoggerMessage(170, LogLevel.Warning, "The tick of reminder {ReminderName} of {GrainId} failed, {Failures} times by now; it is tried again.")]
    private partial void LogFailed(Exception exception, string reminderName, GrainId grainId, int failures);

    [LoggerMessage(171, LogLevel.Warning, "{Count} reminders are due, but the reminder table cannot be read; trying again.")]
    private partial void LogNotRead(Exception exception, int count);
}
