using Nusaloka.Departures;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of departures.</content>
public partial interface IParrotGrain
{
    Task<ConfirmSeats> SayAsync(ConfirmSeats message);

    Task<Departure> SayAsync(Departure message);

    Task<DepartureStatus> SayAsync(DepartureStatus message);

    Task<HoldSeats> SayAsync(HoldSeats message);

    Task<JoinWaiting> SayAsync(JoinWaiting message);

    Task<Journey> SayAsync(Journey message);

    Task<LocalDateTime> SayAsync(LocalDateTime message);

    Task<SaveDeparture> SayAsync(SaveDeparture message);

    Task<SeatHold> SayAsync(SeatHold message);

    Task<WaitingPlace> SayAsync(WaitingPlace message);

    Task<Page<Departure>> SayAsync(Page<Departure> message);

    Task<Page<WaitingPlace>> SayAsync(Page<WaitingPlace> message);

    Task<Result<Departure>> SayAsync(Result<Departure> message);

    Task<Result<Page<Departure>>> SayAsync(Result<Page<Departure>> message);

    Task<Result<Page<WaitingPlace>>> SayAsync(Result<Page<WaitingPlace>> message);

    Task<Result<SeatHold>> SayAsync(Result<SeatHold> message);

    Task<Result<WaitingPlace>> SayAsync(Result<WaitingPlace> message);
}
