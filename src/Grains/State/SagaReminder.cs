namespace Nusaloka.Grains.State;

/// <summary>
/// The one reminder of a saga: it goes on with what was begun when this process does not. It is set before a state is written that needs it, because afterwards
/// may never come, and taken away when nothing can come any more. Used in the turns of one activation.
/// </summary>
internal sealed class SagaReminder(IGrainBase grain, string name, TimeProvider time)
{
    /// <summary>How often it ticks when its first tick was not enough.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private DateTimeOffset? _at;

    /// <summary>It has come: whatever is due next is set anew.</summary>
    public void HasTicked() => _at = null;

    /// <summary>Before a write: sets it, unless it comes by then.</summary>
    /// <param name="due">When what is about to be written must be looked at again; null when it need not be.</param>
    public Task BeforeAsync(DateTimeOffset? due) =>
        due is { } at && (_at is null || at < _at) ? SetAsync(at) : Task.CompletedTask;

    /// <summary>After everything that could be done was: sets it to when the rest is due, or takes it away when there is no rest.</summary>
    public async Task AfterAsync(DateTimeOffset? due)
    {
        if (due is { } at)
        {
            if (at != _at)
                await SetAsync(at);
        }
        else if (await grain.GetReminder(name) is { } reminder)
        {
            await grain.UnregisterReminder(reminder);
            _at = null;
        }
    }

    private async Task SetAsync(DateTimeOffset at)
    {
        var wait = at - time.GetStoredUtcNow();
        await grain.RegisterOrUpdateReminder(name, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Period);
        _at = at;
    }
}
