using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Referral;

/// <summary>One code, and whose it is.</summary>
[GrainType("referral-code")]
internal sealed class ReferralCodeGrain : Grain, IReferralCodeGrain
{
    private readonly CommittedState<ReferralCodeState> _state;

    public ReferralCodeGrain([PersistentState("state")] IPersistentState<ReferralCodeState> state) =>
        _state = new CommittedState<ReferralCodeState>(this, state);

    public async Task<bool> ClaimAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value is { IsRetired: false, OwnerId: null })
            await _state.CommitAsync(new ReferralCodeState { OwnerId = accountId });
        return _state.Value.OwnerId == accountId;
    }

    public Task<string?> FindOwnerAsync(CancellationToken cancellationToken) => Task.FromResult(_state.Value.OwnerId);

    public async Task RetireAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value.OwnerId == accountId)
            await _state.CommitAsync(new ReferralCodeState { IsRetired = true });
    }
}
