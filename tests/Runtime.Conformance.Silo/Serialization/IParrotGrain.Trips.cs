using Nusaloka.Trips;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of trips.</content>
public partial interface IParrotGrain
{
    Task<CancellationPolicy> SayAsync(CancellationPolicy message);

    Task<ChangeTrip> SayAsync(ChangeTrip message);

    Task<CreateTrip> SayAsync(CreateTrip message);

    Task<GroupPrice> SayAsync(GroupPrice message);

    Task<ItineraryItem> SayAsync(ItineraryItem message);

    Task<SeasonPrice> SayAsync(SeasonPrice message);

    Task<Trip> SayAsync(Trip message);

    Task<TripActor> SayAsync(TripActor message);

    Task<TripCommand> SayAsync(TripCommand message);

    Task<TripDay> SayAsync(TripDay message);

    Task<TripDetails> SayAsync(TripDetails message);

    Task<TripDifficulty> SayAsync(TripDifficulty message);

    Task<TripPlace> SayAsync(TripPlace message);

    Task<TripRevision> SayAsync(TripRevision message);

    Task<TripRevisionKind> SayAsync(TripRevisionKind message);

    Task<TripStatus> SayAsync(TripStatus message);

    Task<TripSummary> SayAsync(TripSummary message);

    Task<Page<TripRevision>> SayAsync(Page<TripRevision> message);

    Task<Page<TripSummary>> SayAsync(Page<TripSummary> message);

    Task<Result<Page<TripRevision>>> SayAsync(Result<Page<TripRevision>> message);

    Task<Result<Page<TripSummary>>> SayAsync(Result<Page<TripSummary>> message);

    Task<Result<Trip>> SayAsync(Result<Trip> message);
}
