using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Reminders;

/// <summary>
/// The reminders that a silo serves in the near future, by due time. It is a copy of table rows and may be behind them, so a tick is
/// checked against the table before it is sent; a wrong entry costs a look-up and no more. Thread-safe.
/// </summary>
internal sealed class ReminderSchedule
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ScheduledReminder> _all = [];

    // An element whose time is not the reminder's any more is skipped when its turn comes.
    private readonly PriorityQueue<ScheduledReminder, DateTime> _queue = new();
    private long _stamp;

    public int Count
    {
        get
        {
            lock (_gate) return _all.Count;
        }
    }

    /// <summary>What was put in so far has a lower or the same stamp.</summary>
    public long Stamp
    {
        get
        {
            lock (_gate) return _stamp;
        }
    }

    /// <summary>A reminder was registered, updated or found changed.</summary>
    public void Put(ReminderEntry entry, DateTime dueAt)
    {
        lock (_gate) Replace(entry, dueAt);
    }

    public void Remove(GrainId grainId, string reminderName)
    {
        lock (_gate) _all.Remove((grainId, reminderName));
    }

    /// <summary>Takes over what was read from the table, except where this silo did something after <paramref name="stamp"/>.</summary>
    public void Reconcile(IReadOnlyCollection<(ReminderEntry Entry, DateTime DueAt)> rows, long stamp)
    {
        lock (_gate)
        {
            var gone = new HashSet<(GrainId, string)>(_all.Where(pair => !IsBusy(pair.Value)).Select(pair => pair.Key));
            foreach (var (entry, dueAt) in rows)
            {
                var key = (entry.GrainId, entry.ReminderName);
                gone.Remove(key);
                if (_all.TryGetValue(key, out var known) && (IsBusy(known) || (known.Entry.ETag == entry.ETag && known.DueAt >= dueAt))) continue;
                Replace(entry, dueAt);
            }

            foreach (var key in gone) _all.Remove(key);
        }

        bool IsBusy(ScheduledReminder reminder) => reminder.IsTicking || reminder.Stamp > stamp;
    }

    /// <summary>Takes due reminders out for their ticks, the longest due first. Those that are not owned are forgotten.</summary>
    public List<ScheduledReminder> TakeDue(DateTime now, int limit, Func<GrainId, bool> isOwned)
    {
        var due = new List<ScheduledReminder>();
        lock (_gate)
        {
            while (due.Count < limit && Next() is { } reminder && reminder.WakeAt <= now)
            {
                _queue.Dequeue();
                if (!isOwned(reminder.Entry.GrainId))
                {
                    _all.Remove((reminder.Entry.GrainId, reminder.Entry.ReminderName));
                    continue;
                }

                reminder.IsTicking = true;
                due.Add(reminder);
            }
        }

        return due;
    }

    /// <summary>When <see cref="TakeDue"/> will have something; null when nothing is scheduled.</summary>
    public DateTime? NextWake()
    {
        lock (_gate) return Next()?.WakeAt;
    }

    /// <summary>Whether the reminder is still the one that was registered last; false when it was updated, unregistered or lost since.</summary>
    public bool IsCurrent(ScheduledReminder reminder)
    {
        lock (_gate) return Knows(reminder);
    }

    /// <summary>The tick is done and the next one is due then.</summary>
    public void Ticked(ScheduledReminder reminder, DateTime nextDueAt)
    {
        lock (_gate)
        {
            reminder.DueAt = nextDueAt;
            reminder.Failures = 0;
            PutBack(reminder, nextDueAt);
        }
    }

    /// <summary>The tick is not done: it is tried again then.</summary>
    public void Postpone(ScheduledReminder reminder, DateTime until)
    {
        lock (_gate) PutBack(reminder, until);
    }

    /// <summary>The reminder is gone from the table.</summary>
    public void Drop(ScheduledReminder reminder)
    {
        lock (_gate)
        {
            if (Knows(reminder)) _all.Remove((reminder.Entry.GrainId, reminder.Entry.ReminderName));
        }
    }

    private bool Knows(ScheduledReminder reminder) =>
        _all.TryGetValue((reminder.Entry.GrainId, reminder.Entry.ReminderName), out var known) && ReferenceEquals(known, reminder);

    private void Replace(ReminderEntry entry, DateTime dueAt)
    {
        var reminder = new ScheduledReminder(entry, dueAt, ++_stamp);
        _all[(entry.GrainId, entry.ReminderName)] = reminder;
        _queue.Enqueue(reminder, dueAt);
    }

    private void PutBack(ScheduledReminder reminder, DateTime wakeAt)
    {
        reminder.IsTicking = false;
        reminder.WakeAt = wakeAt;
        if (Knows(reminder)) _queue.Enqueue(reminder, wakeAt);
    }

    private ScheduledReminder? Next()
    {
        while (_queue.TryPeek(out var reminder, out var time))
        {
            if (!reminder.IsTicking && reminder.WakeAt == time && Knows(reminder)) return reminder;
            _queue.Dequeue();
        }

        return null;
    }
}
