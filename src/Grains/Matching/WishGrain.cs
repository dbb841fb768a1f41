using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Matching;

namespace Nusaloka.Grains.Matching;

/// <summary>The wishes of one person. It asks the account, which never calls it.</summary>
[GrainType("wish")]
internal sealed class WishGrain : Grain, IWishGrain, IErasableWishGrain
{
    private readonly CommittedState<WishState> _state;
    private readonly TimeProvider _time;

    public WishGrain([PersistentState("state")] IPersistentState<WishState> state, TimeProvider time)
    {
        _state = new CommittedState<WishState>(this, state);
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    public Task<Wishes> ListAsync(CancellationToken cancellationToken) => Task.FromResult(new Wishes(_state.Value.Wishes));

    public Task<Result<Wish>> GetAsync(string wishId, CancellationToken cancellationToken) => Task.FromResult(WishRules.Find(_state.Value, wishId));

    public async Task<Result<Wish>> SaveAsync(SaveWish command, CancellationToken cancellationToken)
    {
        var account = await GrainFactory.GetGrain<IAccountGrain>(Id).GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        var next = WishRules.Save(Id, _state.Value, command, _time.GetStoredUtcNow());
        if (!next.IsSuccess)
            return next.Error;
        await _state.CommitAsync(next.Value);
        return WishRules.Find(_state.Value, command.WishId);
    }

    public async Task<Result> RemoveAsync(string wishId, CancellationToken cancellationToken)
    {
        var next = WishRules.Remove(_state.Value, wishId);
        if (!next.IsSuccess)
            return next.Error;
        await _state.CommitAsync(next.Value);
        return Result.Success;
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (!_state.Value.Wishes.IsEmpty)
            await _state.CommitAsync(new WishState { Version = _state.Value.Version + 1 });
    }
}
