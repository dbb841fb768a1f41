using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts;

/// <summary>One e-mail address or phone number, and whose it is.</summary>
internal sealed class IdentifierGrain : Grain, IIdentifierGrain, IRemindable
{
    private readonly IPersistentState<IdentifierState> _storage;
    private readonly CommittedState<IdentifierState> _state;
    private readonly IdentifierOptions _options;
    private readonly TimeProvider _time;
    private WakeUp? _wakeUp;

    public IdentifierGrain(
        [PersistentState("state")] IPersistentState<IdentifierState> state, IOptions<IdentifierOptions> options, TimeProvider time)
    {
        _storage = state;
        _state = new CommittedState<IdentifierState>(this, state);
        _options = options.Value;
        _time = time;
    }

    private string Key => this.GetPrimaryKeyString();

    private WakeUp WakeUp => _wakeUp ??= new WakeUp(this, EndQuarantineAsync, _time);

    public async Task<bool> ReserveAsync(string accountId, CancellationToken cancellationToken)
    {
        var decision = IdentifierRules.DecideReserve(_state.Value, accountId, _time.GetUtcNow());
        if (decision == ReserveDecision.AskHolder)
            decision = await AskHolderAsync(cancellationToken) ? ReserveDecision.Refuse : ReserveDecision.Grant;
        if (decision == ReserveDecision.Grant)
            await _state.CommitAsync(IdentifierRules.Reserve(accountId, _time.GetUtcNow() + _options.Reservation));

        return decision != ReserveDecision.Refuse;
    }

    public async Task ConfirmAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value == IdentifierRules.Confirm(accountId))
            return;

        // The account says whether the confirmation is late: after it was closed, the identifier may have gone to another. If it
        // has the identifier, nobody else's account can (the index on accounts sees to it), so another's reservation, made when
        // this one had expired, comes to nothing and must not stand in the way.
        if (!await GrainFactory.GetGrain<IAccountGrain>(accountId).HoldsAsync(Key, cancellationToken))
            return;

        await _state.CommitAsync(IdentifierRules.Confirm(accountId));
    }

    public async Task ReleaseAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value.AccountId == accountId)
            await _state.CommitAsync(new IdentifierState());
        LeaveWhenFree();
    }

    public async Task QuarantineAsync(string accountId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (_state.Value.AccountId != accountId || _state.Value.QuarantinedUntil is not null)
            return;
        // This may be late, after the change was taken back.
        if (await GrainFactory.GetGrain<IAccountGrain>(accountId).HoldsAsync(Key, cancellationToken))
            return;

        await WakeUp.SetAsync(until);
        await _state.CommitAsync(IdentifierRules.Quarantine(accountId, until));
    }

    public Task<string?> FindAccountAsync(CancellationToken cancellationToken)
    {
        LeaveWhenFree();
        return Task.FromResult(_state.Value.QuarantinedUntil is null ? _state.Value.AccountId : null);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => EndQuarantineAsync(CancellationToken.None);

    /// <summary>When the quarantine is over, the identifier is free, and its row is to be deleted like that of any that is.</summary>
    private async Task EndQuarantineAsync(CancellationToken cancellationToken)
    {
        if (_state.Value.QuarantinedUntil is { } until && until > _time.GetUtcNow())
        {
            await WakeUp.SetAsync(until);
            return;
        }

        if (_state.Value.QuarantinedUntil is not null)
        {
            await GrainFactory.GetGrain<IErasureGrain>(IErasureGrain.Key).ScheduleAsync([Key], cancellationToken);
            await _state.CommitAsync(new IdentifierState());
        }

        await WakeUp.SetAsync(null);
        LeaveWhenFree();
    }

    /// <summary>
    /// The row of a free identifier is deleted after a while, so no activation that knows it stays just because somebody asked. One that never
    /// had a row stays like one that somebody has: else who asks twice would find out by the time that the second answer takes.
    /// </summary>
    private void LeaveWhenFree()
    {
        if (_state.Value.AccountId is null && _storage.RecordExists)
            DeactivateOnIdle();
    }

    /// <summary>Whether the account whose reservation expired exists after all; if so the identifier is its for good.</summary>
    private async Task<bool> AskHolderAsync(CancellationToken cancellationToken)
    {
        var holder = _state.Value.AccountId ?? "";
        if (!await GrainFactory.GetGrain<IAccountGrain>(holder).HoldsAsync(Key, cancellationToken))
            return false;

        await _state.CommitAsync(IdentifierRules.Confirm(holder));
        return true;
    }
}
