using Nusaloka.Grains.State;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>One payment at the sandbox gateway.</summary>
internal sealed class SandboxPaymentGrain : Grain, ISandboxPaymentGrain, IRemindable
{
    private readonly CommittedState<SandboxPaymentState> _state;
    private readonly TimeProvider _time;
    private readonly WakeUp _wakeUp;

    public SandboxPaymentGrain([PersistentState("state")] IPersistentState<SandboxPaymentState> state, TimeProvider time)
    {
        _state = new CommittedState<SandboxPaymentState>(this, state);
        _time = time;
        _wakeUp = new WakeUp(this, AdvanceAsync, time);
    }

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<SandboxPaymentCreated>> CreateAsync(CreateSandboxPayment command, CancellationToken cancellationToken)
    {
        if (SandboxRules.Check(command) is { } wrong)
            return wrong;

        var isNew = !_state.Value.Exists;
        var created = await ChangeAsync(SandboxRules.Create(_state.Value, Id, command, Now));
        return created.IsSuccess
            ? new SandboxPaymentCreated(created.Value, isNew ? SandboxRules.Answer(_state.Value.Behaviour) : SandboxAnswer.Normal)
            : created.Error;
    }

    public async Task<Result<SandboxPayment>> GetAsync(CancellationToken cancellationToken)
    {
        // A timer may be late, and one that died with its silo is late for sure.
        await AdvanceAsync(cancellationToken);
        return _state.Value.Exists ? View() : SandboxErrors.NotFound;
    }

    public Task<Result<SandboxPayment>> CaptureAsync(Money amount, CancellationToken cancellationToken) =>
        ChangeAsync(SandboxRules.Capture(_state.Value, Id, amount, Now));

    public Task<Result<SandboxPayment>> CancelAsync(CancellationToken cancellationToken) =>
        ChangeAsync(SandboxRules.Cancel(_state.Value, Id, Now));

    public async Task<Result<SandboxRefund>> RefundAsync(RefundSandboxPayment command, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(SandboxRules.Refund(_state.Value, Id, command, Now));
        return !changed.IsSuccess ? changed.Error : SandboxRules.Find(_state.Value, command.ReferenceId) ?? (Result<SandboxRefund>)SandboxErrors.NotFound;
    }

    public Task<Result<SandboxPayment>> ActAsync(SandboxAction action, string? card, CancellationToken cancellationToken) =>
        ChangeAsync(SandboxRules.Act(_state.Value, Id, action, card, Now));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await AdvanceAsync(CancellationToken.None);
        // The silo may have died between the last write and this.
        if (_state.Value.NextDue is null)
            await _wakeUp.SetAsync(due: null);
    }

    private SandboxPayment View() => SandboxRules.View(Id, _state.Value);

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var state = _state.Value;
        if (state.NextDue is { } due && due <= Now)
            await CommitAsync(SandboxRules.Advance(state, Id, Now));
        else if (state.NextDue is not null)
            await _wakeUp.SetAsync(state.NextDue);
    }

    private async Task<Result<SandboxPayment>> ChangeAsync(Result<SandboxPaymentState> next)
    {
        if (!next.IsSuccess)
            return next.Error;
        if (!ReferenceEquals(next.Value, _state.Value))
            await CommitAsync(next.Value);
        return View();
    }

    private async Task CommitAsync(SandboxPaymentState next)
    {
        // The reminder first: a state that waits for something is never without one.
        if (next.NextDue is { } due)
            await _wakeUp.SetAsync(due);
        await _state.CommitAsync(next);
        if (next.NextDue is null)
            await _wakeUp.SetAsync(due: null);
    }
}
