namespace Nusaloka.Grains.Departures;

/// <summary>
/// Has holds and offers end in time although nobody comes: by a timer, to the moment; and by a reminder for the same moment, should the grain or its silo be gone by
/// then. Used in the turns of one activation.
/// </summary>
internal sealed class DepartureAlarm(IGrainBase grain, Func<CancellationToken, Task> settle, TimeProvider time)
{
    /// <summary>The reminder's name.</summary>
    public const string Reminder = "holds";

    /// <summary>How often it ticks while a decision is on its way that may need it.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Where holds end one after the other a reminder for each would be more work than the holds: one that comes so soon is soon enough.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    private IGrainTimer? _timer;
    private DateTimeOffset? _due;
    private DateTimeOffset? _remindedAt;
    private int _expected;

    // Registering and unregistering wait for one another.
    private Task _lastInTurn = Task.CompletedTask;

    /// <summary>Makes sure of the reminder before something is held: a process that dies right after the write has it called back.</summary>
    /// <param name="due">When the first of all holds and offers is over, with that one.</param>
    /// <returns>To be disposed when the decision is made: until then the reminder stays.</returns>
    public async Task<IDisposable> ExpectAsync(DateTimeOffset due)
    {
        var expected = new Expected(this);
        try
        {
            if (!IsRemindedBy(due))
                await InTurnAsync(() => IsRemindedBy(due) ? Task.CompletedTask : RegisterAsync(due));
            return expected;
        }
        catch
        {
            expected.Dispose();
            throw;
        }
    }

    /// <summary>Sets the timer to when the next hold or offer is over; null for none.</summary>
    public void Set(DateTimeOffset? due)
    {
        if (due == _due)
            return;
        _due = due;
        var wait = due is null ? Timeout.InfiniteTimeSpan : due.Value - time.GetUtcNow();
        wait = due is null || wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (_timer is not null)
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        else if (due is not null)
            // Among commands that interleave a timer that does not would wait for a moment without any.
            _timer = grain.RegisterGrainTimer(RingAsync, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    /// <summary>After a tick of the reminder: the next is for when the next hold or offer is over; there is none when there are none, and nobody is about to hold.</summary>
    public Task HasTickedAsync(Func<DateTimeOffset?> nextOver) => InTurnAsync(() => GoOnAsync(nextOver));

    private async Task RingAsync(CancellationToken cancellationToken)
    {
        _due = null;
        await settle(cancellationToken);
    }

    private bool IsRemindedBy(DateTimeOffset due) => _remindedAt <= due || _remindedAt <= time.GetUtcNow() + Least;

    private async Task RegisterAsync(DateTimeOffset due)
    {
        var wait = due - time.GetUtcNow();
        await grain.RegisterOrUpdateReminder(Reminder, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Period);
        _remindedAt = due;
    }

    private async Task GoOnAsync(Func<DateTimeOffset?> nextOver)
    {
        if (nextOver() is { } next)
        {
            // What is about to be held may be over before that.
            var least = time.GetUtcNow() + Least;
            await RegisterAsync(next > least && _expected == 0 ? next : least);
            return;
        }

        // It ticks on, and by then it is known whether there is something to wait for.
        if (_expected > 0)
            return;
        _remindedAt = null;
        if (await grain.GetReminder(Reminder) is { } reminder)
            await grain.UnregisterReminder(reminder);
    }

    private async Task InTurnAsync(Func<Task> work)
    {
        var before = _lastInTurn;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lastInTurn = done.Task;
        await before;
        try
        {
            await work();
        }
        finally
        {
            done.SetResult();
        }
    }

    private sealed class Expected : IDisposable
    {
        private readonly DepartureAlarm _alarm;

        public Expected(DepartureAlarm alarm)
        {
            _alarm = alarm;
            alarm._expected++;
        }

        public void Dispose() => _alarm._expected--;
    }
}
