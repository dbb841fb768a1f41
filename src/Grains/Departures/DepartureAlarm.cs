namespace Nusaloka.Grains.Departures;

/// <summary>
/// Has holds and offers end in time although nobody comes: by a timer, to the moment; and by a reminder each minute while there are any, should the
/// grain or its silo be gone by then. Used in the turns of one activation.
/// </summary>
internal sealed class DepartureAlarm(IGrainBase grain, Func<CancellationToken, Task> settle, TimeProvider time)
{
    /// <summary>The reminder's name.</summary>
    public const string Reminder = "holds";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private DateTimeOffset? _due;
    private bool _isReminded;
    private int _expected;

    // Registering and unregistering wait for one another.
    private Task _lastInTurn = Task.CompletedTask;

    /// <summary>Makes sure of the reminder before something is held: a process that dies right after the write has it called back.</summary>
    /// <returns>To be disposed when the decision is made: until then the reminder stays.</returns>
    public async Task<IDisposable> ExpectAsync()
    {
        var expected = new Expected(this);
        try
        {
            if (!_isReminded)
                await InTurnAsync(RegisterAsync);
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

    /// <summary>After a tick of the reminder: no more of them when nothing is held, and nobody is about to hold.</summary>
    public Task ForgetAsync(Func<bool> isNeeded) => InTurnAsync(() => UnregisterAsync(isNeeded));

    private async Task RingAsync(CancellationToken cancellationToken)
    {
        _due = null;
        await settle(cancellationToken);
    }

    private async Task RegisterAsync()
    {
        if (!_isReminded)
            await grain.RegisterOrUpdateReminder(Reminder, Period, Period);
        _isReminded = true;
    }

    private async Task UnregisterAsync(Func<bool> isNeeded)
    {
        if (_expected > 0 || isNeeded())
            return;
        _isReminded = false;
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
