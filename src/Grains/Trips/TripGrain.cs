using Nusaloka.Accounts;
using Nusaloka.Bookings;
using Nusaloka.Grains.State;
using Nusaloka.Profiles;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>One trip package.</summary>
internal sealed class TripGrain : Grain, ITripGrain
{
    private readonly CommittedState<TripState> _state;
    private readonly TimeProvider _time;

    public TripGrain([PersistentState("state")] IPersistentState<TripState> state, TimeProvider time)
    {
        _state = new CommittedState<TripState>(this, state);
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private TripState State => _state.Value;

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<Trip>> CreateAsync(CreateTrip command, CancellationToken cancellationToken)
    {
        var account = await GrainFactory.GetGrain<IAccountGrain>(command.GuideId).GetAsync(cancellationToken);
        return account.IsSuccess ? await CommitAsync(TripRules.Create(Id, State, command, Now)) : account.Error;
    }

    public async Task<Result<Trip>> GetAsync(CancellationToken cancellationToken) => TripRules.View(Id, await _state.SettledAsync());

    public async Task<Result<Trip>> ViewAsync(TripActor viewer, CancellationToken cancellationToken)
    {
        var canSee = TripRules.CanSee(State, viewer, hasBooked: false)
            || (State.Status == TripStatus.Deleted && viewer.AccountId.Length > 0
                && TripRules.CanSee(
                    State, viewer, await GrainFactory.GetGrain<IBookingQueryGrain>("0").HasBookedAsync(viewer.AccountId, Id, cancellationToken)));
        return canSee ? TripRules.View(Id, State) : TripErrors.NotFound;
    }

    public Task<Result<Trip>> ChangeAsync(ChangeTrip command, CancellationToken cancellationToken) =>
        CommitAsync(TripRules.Change(Id, State, command, Now));

    public async Task<Result<Trip>> PublishAsync(TripCommand command, CancellationToken cancellationToken)
    {
        var isVerified = State.Details is not null
            && await GrainFactory.GetGrain<IProfileGrain>(State.GuideId).GetVerificationAsync(cancellationToken)
                is { IsSuccess: true, Value.Status: VerificationStatus.Verified };
        return await CommitAsync(TripRules.Publish(Id, State, command, isVerified, Now));
    }

    public Task<Result<Trip>> ArchiveAsync(TripCommand command, CancellationToken cancellationToken) =>
        CommitAsync(TripRules.Archive(Id, State, command, Now));

    public async Task<Result> DeleteAsync(TripCommand command, CancellationToken cancellationToken) =>
        new((await CommitAsync(TripRules.Delete(Id, State, command, Now))).Error);

    private async Task<Result<Trip>> CommitAsync(Result<TripState> next)
    {
        if (!next.IsSuccess)
            return next.Error;
        if (next.Value.Version != State.Version)
            await _state.CommitAsync(next.Value);
        return TripRules.View(Id, State);
    }
}
