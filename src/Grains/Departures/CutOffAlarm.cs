namespace Nusaloka.Grains.Departures;

/// <summary>
/// Has a departure looked at when its cut-off is over, if fewer seats may be sold by then than it needs: by a reminder, which comes some minutes late at most, and
/// again until it is decided. Used in the turns of one activation.
/// </summary>
internal sealed class CutOffAlarm(IGrainBase grain, TimeProvider time)
{
    /// <summary>The reminder's name.</summary>
    public const string Reminder = "cut-off";

    /// <summary>Reminders do not reach further; one that comes too early is set again.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(40);

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private DateTimeOffset? _setTo;

    /// <summary>Sets it to the cut-off of a departure that sells its first seats, or was changed; nothing for one that takes place whoever comes.</summary>
    public async Task SetAsync(DepartureState state)
    {
        if (state.Terms is not { } terms || !DepartureRules.IsCalledOffWhenFew(state, terms) || terms.CutOffAt == _setTo)
            return;
        var wait = terms.CutOffAt - time.GetUtcNow();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Furthest ? Furthest : wait;
        await grain.RegisterOrUpdateReminder(Reminder, wait, Period);
        _setTo = terms.CutOffAt;
    }

    /// <summary>After a tick: sets it again when that was too early, and takes it away when nothing can come of it any more.</summary>
    public async Task HasTickedAsync(DepartureState state, DateTimeOffset now)
    {
        _setTo = null;
        if (state.Terms is { } terms && DepartureRules.IsCalledOffWhenFew(state, terms) && now < terms.StartsAt && state.Seats.Sold < terms.MinPeople)
        {
            if (now < terms.CutOffAt)
                await SetAsync(state);
        }
        else if (await grain.GetReminder(Reminder) is { } reminder)
        {
            await grain.UnregisterReminder(reminder);
        }
    }
}
