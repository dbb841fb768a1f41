using Nusaloka.Trips;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of trips.</content>
public sealed partial class ParrotGrain
{
    public Task<CancellationPolicy> SayAsync(CancellationPolicy message) => Task.FromResult(message);

    public Task<ChangeTrip> SayAsync(ChangeTrip message) => Task.FromResult(message);

    public Task<CreateTrip> SayAsync(CreateTrip message) => Task.FromResult(message);

    public Task<GroupPrice> SayAsync(GroupPrice message) => Task.FromResult(message);

    public Task<ItineraryItem> SayAsync(ItineraryItem message) => Task.FromResult(message);

    public Task<SeasonPrice> SayAsync(SeasonPrice message) => Task.FromResult(message);

    public Task<Trip> SayAsync(Trip message) => Task.FromResult(message);

    public Task<TripActor> SayAsync(TripActor message) => Task.FromResult(message);

    public Task<TripCommand> SayAsync(TripCommand message) => Task.FromResult(message);

    public Task<TripDay> SayAsync(TripDay message) => Task.FromResult(message);

    public Task<TripDetails> SayAsync(TripDetails message) => Task.FromResult(message);

    public Task<TripDifficulty> SayAsync(TripDifficulty message) => Task.FromResult(message);

    public Task<TripPlace> SayAsync(TripPlace message) => Task.FromResult(message);

    public Task<TripRevision> SayAsync(TripRevision message) => Task.FromResult(message);

    public Task<TripRevisionKind> SayAsync(TripRevisionKind message) => Task.FromResult(message);

    public Task<TripStatus> SayAsync(TripStatus message) => Task.FromResult(message);

    public Task<TripSummary> SayAsync(TripSummary message) => Task.FromResult(message);

    public Task<Page<TripRevision>> SayAsync(Page<TripRevision> message) => Task.FromResult(message);

    public Task<Page<TripSummary>> SayAsync(Page<TripSummary> message) => Task.FromResult(message);

    public Task<Result<Page<TripRevision>>> SayAsync(Result<Page<TripRevision>> message) => Task.FromResult(message);

    public Task<Result<Page<TripSummary>>> SayAsync(Result<Page<TripSummary>> message) => Task.FromResult(message);

    public Task<Result<Trip>> SayAsync(Result<Trip> message) => Task.FromResult(message);
}
