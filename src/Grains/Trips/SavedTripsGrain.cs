using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>The trips that one person has saved. It asks account and trip, which never call it.</summary>
[GrainType("savedtrips")]
internal sealed class SavedTripsGrain : Grain, ISavedTripsGrain, IErasableSavedTripsGrain
{
    private readonly CommittedState<SavedTripsState> _state;
    private readonly TimeProvider _time;

    public SavedTripsGrain([PersistentState("state")] IPersistentState<SavedTripsState> state, TimeProvider time)
    {
        _state = new CommittedState<SavedTripsState>(this, state);
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    public async Task<Result> SaveAsync(string tripId, CancellationToken cancellationToken)
    {
        var account = await GrainFactory.GetGrain<IAccountGrain>(Id).GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        var trip = await GrainFactory.GetGrain<ITripGrain>(tripId).ViewAsync(new TripActor(Id, IsStaff: false, IsAdmin: false), cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error;

        var trips = _state.Value.Trips;
        if (trips.Any(saved => saved.TripId == tripId))
            return Result.Success;
        if (trips.Length >= TripLimits.MaxSavedTrips)
            return TripErrors.SavedTripLimit;
        await _state.CommitAsync(new SavedTripsState { Trips = trips.Add(new SavedTripEntry(tripId, _time.GetStoredUtcNow())) });
        return Result.Success;
    }

    public async Task RemoveAsync(string tripId, CancellationToken cancellationToken)
    {
        var left = _state.Value.Trips.RemoveAll(saved => saved.TripId == tripId);
        if (left.Length < _state.Value.Trips.Length)
            await _state.CommitAsync(new SavedTripsState { Trips = left });
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (!_state.Value.Trips.IsEmpty)
            await _state.CommitAsync(new SavedTripsState());
    }
}
