using Nusaloka.Departures;
using Nusaloka.Grains.State;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>What is between one traveller and one departure. It asks wish, departure and trip, which never call it.</summary>
[GrainType("interest")]
internal sealed class InterestGrain : Grain, IInterestGrain, IErasableInterestGrain
{
    private readonly CommittedState<InterestState> _state;
    private readonly TimeProvider _time;

    public InterestGrain([PersistentState("state")] IPersistentState<InterestState> state, TimeProvider time)
    {
        _state = new CommittedState<InterestState>(this, state);
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private Interest? Interest => _state.Value.Interest;

    public async Task<Result<Interest>> ExpressAsync(ExpressInterest command, CancellationToken cancellationToken)
    {
        var wish = await GrainFactory.GetGrain<IWishGrain>(command.TravellerId).GetAsync(command.WishId, cancellationToken);
        if (!wish.IsSuccess)
            return wish.Error;
        var departure = await GrainFactory.GetGrain<IDepartureGrain>(command.DepartureId).GetAsync(cancellationToken);
        if (!departure.IsSuccess)
            return departure.Error;
        var trip = await GrainFactory.GetGrain<ITripGrain>(departure.Value.TripId).GetAsync(cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error;

        return await CommitAsync(InterestRules.Express(
            Id, Interest, command.TravellerId, wish.Value.Details, trip.Value, departure.Value, _time.GetStoredUtcNow()));
    }

    public async Task<Result> WithdrawAsync(string travellerId, CancellationToken cancellationToken) =>
        new((await CommitAsync(InterestRules.Withdraw(Interest, travellerId, _time.GetStoredUtcNow()))).Error);

    public async Task<Result<Interest>> AnswerAsync(string guideId, bool isAccepted, CancellationToken cancellationToken)
    {
        var answered = await CommitAsync(InterestRules.Answer(Interest, guideId, isAccepted, _time.GetStoredUtcNow()));
        return answered.IsSuccess ? InterestRules.ForGuide(answered.Value) : answered.Error;
    }

    public async Task ForgetAsync(string travellerId, CancellationToken cancellationToken)
    {
        if (Interest is { } interest && interest.TravellerId == travellerId)
            await CommitAsync(interest with { TravellerId = null, Status = InterestStatus.Withdrawn, UpdatedAt = _time.GetStoredUtcNow() });
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (Interest is { Status: InterestStatus.Interested or InterestStatus.Agreed } interest)
            await CommitAsync(interest with { Status = InterestStatus.Over, UpdatedAt = _time.GetStoredUtcNow() });
    }

    private async Task<Result<Interest>> CommitAsync(Result<Interest> next)
    {
        if (next.IsSuccess && next.Value != Interest)
            await _state.CommitAsync(new InterestState { Interest = next.Value, PendingEvents = InterestRules.NewsOf(Interest, next.Value) });
        return next;
    }
}
