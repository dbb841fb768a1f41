using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Referral;

/// <summary>Newcomers that were counted against one bound.</summary>
[GrainType("reward-quota")]
internal sealed class RewardQuotaGrain : Grain, IRewardQuotaGrain
{
    private readonly CommittedState<RewardQuotaState> _state;

    public RewardQuotaGrain([PersistentState("state")] IPersistentState<RewardQuotaState> state) =>
        _state = new CommittedState<RewardQuotaState>(this, state);

    public async Task<bool> TryTakeAsync(string newcomerId, int limit, CancellationToken cancellationToken)
    {
        var newcomers = _state.Value.NewcomerIds;
        if (newcomers.Contains(newcomerId))
            return true;
        if (newcomers.Length >= limit)
            return false;

        await _state.CommitAsync(new RewardQuotaState { NewcomerIds = newcomers.Add(newcomerId) });
        return true;
    }
}
