namespace Nusaloka.Grains.State;

/// <summary>
/// Calls a grain when something is due: by a timer, to the second, and by a reminder, should the grain or its silo be gone by then. The
/// grain must be <see cref="IRemindable"/> and call the same work from there.
/// </summary>
internal sealed class WakeUp(IGrainBase grain, Func<CancellationToken, Task> work, TimeProvider time)
{
    /// <summary>The reminder's name.</summary>
    public const string Reminder = "due";

    // The reminder comes well after the timer, so that it finds nothing to do as long as all is well.
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private DateTimeOffset? _due;

    /// <summary>Makes sure that the work is done at that time; null: that it is not called any more.</summary>
    public async Task SetAsync(DateTimeOffset? due)
    {
        if (due is null)
        {
            await StopAsync();
            return;
        }

        var wait = due.Value - time.GetUtcNow();
        wait = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (_due != due)
            await grain.RegisterOrUpdateReminder(Reminder, wait + Behind, Again);
        _due = due;
        _timer?.Dispose();
        // Timers are for what is near; the reminder serves what is far.
        _timer = wait < Again
            ? grain.RegisterGrainTimer(work, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true })
            : null;
    }

    private async Task StopAsync()
    {
        _timer?.Dispose();
        _timer = null;
        _due = null;
        if (await grain.GetReminder(Reminder) is { } reminder)
            await grain.UnregisterReminder(reminder);
    }
}
