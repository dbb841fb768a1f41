using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Profiles;

/// <summary>Keeps one document from verifying two accounts: limits of money and rewards are by person.</summary>
[GrainType("identity-claim")]
internal sealed class IdentityClaimGrain : Grain, IIdentityClaimGrain
{
    private readonly CommittedState<IdentityClaimState> _state;

    public IdentityClaimGrain([PersistentState("state")] IPersistentState<IdentityClaimState> state) =>
        _state = new CommittedState<IdentityClaimState>(this, state);

    public async Task<string> ClaimAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value.AccountId is null)
            await _state.CommitAsync(new IdentityClaimState { AccountId = accountId });
        return _state.Value.AccountId ?? accountId;
    }

    public async Task ReleaseAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_state.Value.AccountId == accountId)
            await _state.CommitAsync(new IdentityClaimState());
    }
}
