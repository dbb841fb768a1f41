using Nusaloka.Grains.State;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>One payout at the sandbox gateway.</summary>
internal sealed class SandboxPayoutGrain : Grain, ISandboxPayoutGrain, IRemindable
{
    private readonly CommittedState<SandboxPayoutState> _state;
    private readonly TimeProvider _time;
    private readonly WakeUp _wakeUp;

    public SandboxPayoutGrain([PersistentState("state")] IPersistentState<SandboxPayoutState> state, TimeProvider time)
    {
        _state = new CommittedState<SandboxPayoutState>(this, state);
        _time = time;
        _wakeUp = new WakeUp(this, AdvanceAsync, time);
    }

    private string Id => this.GetPrimaryKeyString();

    public async Task<Result<SandboxPayoutCreated>> CreateAsync(CreateSandboxPayout command, CancellationToken cancellationToken)
    {
        if (SandboxPayoutRules.Check(command) is { } wrong)
            return wrong;

        var isNew = !_state.Value.Exists;
        var next = SandboxPayoutRules.Create(_state.Value, command, _time.GetStoredUtcNow());
        if (!next.IsSuccess)
            return next.Error;

        if (isNew)
        {
            // The reminder first: a payout that waits for the bank is never without one.
            await _wakeUp.SetAsync(next.Value.DueAt);
            await _state.CommitAsync(next.Value);
        }

        return new SandboxPayoutCreated(View(), isNew ? SandboxRules.Answer(_state.Value.Behaviour) : SandboxAnswer.Normal);
    }

    public async Task<Result<SandboxPayout>> GetAsync(CancellationToken cancellationToken)
    {
        await AdvanceAsync(cancellationToken);
        return _state.Value.Exists ? View() : SandboxErrors.NotFound;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await AdvanceAsync(CancellationToken.None);
        // The silo may have died between the last write and this.
        if (_state.Value.DueAt is null)
            await _wakeUp.SetAsync(due: null);
    }

    private SandboxPayout View() => SandboxPayoutRules.View(Id, _state.Value);

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        if (_state.Value.DueAt is null)
            return;

        var next = SandboxPayoutRules.Advance(_state.Value, Id, _time.GetStoredUtcNow());
        if (!ReferenceEquals(next, _state.Value))
            await _state.CommitAsync(next);
        await _wakeUp.SetAsync(next.DueAt);
    }
}
