using Microsoft.Extensions.Options;
using Nusaloka.Departures;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Departures;

/// <summary>
/// One departure. All its seats are decided here, one after the other, by the pure <see cref="DepartureRules"/> and <see cref="WaitingRules"/>; what is decided
/// while a write is in flight is written together (<see cref="BatchedState{TState}"/>), so many can want the last seat at once.
/// </summary>
[GrainType("departure")]
internal sealed class DepartureGrain : Grain, IDepartureGrain, IRemindable
{
    private readonly BatchedState<DepartureState> _state;
    private readonly DepartureAlarm _alarm;
    private readonly CutOffAlarm _cutOff;
    private readonly IOptions<DepartureOptions> _options;
    private readonly TimeProvider _time;

    public DepartureGrain([PersistentState("state")] IPersistentState<DepartureState> state, IOptions<DepartureOptions> options, TimeProvider time)
    {
        _options = options;
        _state = new BatchedState<DepartureState>(state, DeactivateOnIdle, OnCommitted);
        _alarm = new DepartureAlarm(this, SettleAsync, time);
        _cutOff = new CutOffAlarm(this, time);
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _alarm.Set(_state.Value.NextOver);
        return _cutOff.ExpectAsync(_state.Value);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _state.DrainAsync().WaitAsync(cancellationToken);

    public Task<Result<Departure>> GetAsync(CancellationToken cancellationToken) => Task.FromResult(DepartureRules.View(_state.Value, Id, Now));

    public async Task<Result<Departure>> SaveAsync(SaveDeparture command, CancellationToken cancellationToken)
    {
        var saved = await DecideAsync(state => DepartureRules.Save(state, Id, command, _options.Value.GroupTime, Now), cancellationToken);
        if (saved is { IsSuccess: true, Value.Sold: > 0 })
            await _cutOff.SetAsync(_state.Value);
        return saved;
    }

    public Task<Result<Departure>> CancelAsync(long? expectedVersion, CancellationToken cancellationToken) =>
        DecideAsync(state => DepartureRules.Cancel(state, Id, expectedVersion, Now), cancellationToken);

    public Task<Result<SeatHold>> HoldAsync(HoldSeats command, CancellationToken cancellationToken) =>
        DecideAsync(state => DepartureRules.Hold(state, Id, command, Now), cancellationToken, command.Until);

    public async Task<Result<SeatHold>> ConfirmAsync(ConfirmSeats command, CancellationToken cancellationToken)
    {
        await _cutOff.SetAsync(_state.Value);
        return await DecideAsync(state => DepartureRules.Confirm(state, Id, command, Now), cancellationToken);
    }

    public Task<Result> ReleaseAsync(string bookingId, CancellationToken cancellationToken) =>
        DecideAsync(state => DepartureRules.Release(state, Id, bookingId, Now), cancellationToken);

    public Task<Result<WaitingPlace>> JoinWaitingAsync(JoinWaiting command, CancellationToken cancellationToken) =>
        DecideAsync(state => WaitingRules.Join(state, Id, command, Now), cancellationToken);

    public Task<Result> LeaveWaitingAsync(string accountId, CancellationToken cancellationToken) =>
        DecideAsync(state => WaitingRules.Leave(state, Id, accountId, Now), cancellationToken);

    public Task<Result<WaitingPlace>> GetWaitingAsync(string accountId, CancellationToken cancellationToken) =>
        Task.FromResult(WaitingRules.View(WaitingRules.WithoutOver(_state.Value, Now), Id, accountId));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await SettleAsync(CancellationToken.None);
        if (reminderName == CutOffAlarm.Reminder)
            await _cutOff.HasTickedAsync(_state.Value, Now);
        else
            await _alarm.HasTickedAsync(() => _state.Newest.NextOver);
    }

    private void OnCommitted(DepartureState state) => _alarm.Set(state.NextOver);

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await DecideAsync(state => DepartureRules.Settle(state, Id, Now), cancellationToken);
        // The timer may have been early by the clock that holds go by; then nothing was written, and nothing set it again.
        _alarm.Set(_state.Value.NextOver);
    }

    /// <param name="decide">What is decided.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="until">Until when seats may be held by it; null when none are.</param>
    private async Task<TAnswer> DecideAsync<TAnswer>(
        Func<DepartureState, (DepartureState Next, TAnswer Answer)> decide, CancellationToken cancellationToken, DateTimeOffset? until = null)
    {
        using (DueWith(until) is { } due ? await _alarm.ExpectAsync(due) : null)
            return await _state.DecideAsync(decide, cancellationToken);
    }

    /// <summary>When the first hold or offer is over after a decision; null when there can be none. Where people wait any seat that comes free may be kept for one of them.</summary>
    private DateTimeOffset? DueWith(DateTimeOffset? until)
    {
        var newest = _state.Newest;
        if (until is null && newest.Waiting.IsEmpty)
            return null;
        var due = until ?? Now + DepartureLimits.OfferTime;
        return newest.NextOver < due ? newest.NextOver : due;
    }
}
