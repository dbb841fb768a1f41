using Nusaloka.Accounts;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts;

/// <summary>One e-mail address or phone number, and whose it is.</summary>
internal sealed class IdentifierGrain : Grain, IIdentifierGrain
{
    private readonly CommittedState<IdentifierState> _state;
    private readonly TimeProvider _time;

    public IdentifierGrain([PersistentState("state")] IPersistentState<IdentifierState> state, TimeProvider time)
    {
        _state = new CommittedState<IdentifierState>(this, state);
        _time = time;
    }

    public async Task<bool> ReserveAsync(string accountId, CancellationToken cancellationToken)
    {
        var decision = IdentifierRules.DecideReserve(_state.Value, accountId, _time.GetUtcNow());
        if (decision == ReserveDecision.AskHolder)
            decision = await AskHolderAsync(cancellationToken) ? ReserveDecision.Refuse : ReserveDecision.Grant;
        if (decision == ReserveDecision.Grant)
            await _state.CommitAsync(IdentifierRules.Reserve(accountId, _time.GetUtcNow()));

        return decision != ReserveDecision.Refuse;
    }

    public async Task ConfirmAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value == IdentifierRules.Confirm(accountId))
            return;

        // The account says whether the confirmation is late: after it was closed, the identifier may have gone to another. If it
        // has the identifier, nobody else's account can (the index on accounts sees to it), so another's reservation, made when
        // this one had expired, comes to nothing and must not stand in the way.
        if (!await GrainFactory.GetGrain<IAccountGrain>(accountId).HoldsAsync(this.GetPrimaryKeyString(), cancellationToken))
            return;

        await _state.CommitAsync(IdentifierRules.Confirm(accountId));
    }

    public async Task ReleaseAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value.AccountId == accountId)
            await _state.CommitAsync(new IdentifierState());
        LeaveWhenFree();
    }

    public Task<string?> FindAccountAsync(CancellationToken cancellationToken)
    {
        LeaveWhenFree();
        return Task.FromResult(_state.Value.AccountId);
    }

    /// <summary>The row of a free identifier is deleted after a while, so no activation that knows it stays just because somebody asked.</summary>
    private void LeaveWhenFree()
    {
        if (_state.Value.AccountId is null)
            DeactivateOnIdle();
    }

    /// <summary>Whether the account whose reservation expired exists after all; if so the identifier is its for good.</summary>
    private async Task<bool> AskHolderAsync(CancellationToken cancellationToken)
    {
        var holder = _state.Value.AccountId ?? "";
        if (!await GrainFactory.GetGrain<IAccountGrain>(holder).HoldsAsync(this.GetPrimaryKeyString(), cancellationToken))
            return false;

        await _state.CommitAsync(IdentifierRules.Confirm(holder));
        return true;
    }
}
