using Nusaloka.Departures;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of departures.</content>
public sealed partial class ParrotGrain
{
    public Task<ConfirmSeats> SayAsync(ConfirmSeats message) => Task.FromResult(message);

    public Task<Departure> SayAsync(Departure message) => Task.FromResult(message);

    public Task<DepartureStatus> SayAsync(DepartureStatus message) => Task.FromResult(message);

    public Task<HoldSeats> SayAsync(HoldSeats message) => Task.FromResult(message);

    public Task<JoinWaiting> SayAsync(JoinWaiting message) => Task.FromResult(message);

    public Task<Journey> SayAsync(Journey message) => Task.FromResult(message);

    public Task<LocalDateTime> SayAsync(LocalDateTime message) => Task.FromResult(message);

    public Task<SaveDeparture> SayAsync(SaveDeparture message) => Task.FromResult(message);

    public Task<SeatHold> SayAsync(SeatHold message) => Task.FromResult(message);

    public Task<WaitingPlace> SayAsync(WaitingPlace message) => Task.FromResult(message);

    public Task<Page<Departure>> SayAsync(Page<Departure> message) => Task.FromResult(message);

    public Task<Page<WaitingPlace>> SayAsync(Page<WaitingPlace> message) => Task.FromResult(message);

    public Task<Result<Departure>> SayAsync(Result<Departure> message) => Task.FromResult(message);

    public Task<Result<Page<Departure>>> SayAsync(Result<Page<Departure>> message) => Task.FromResult(message);

    public Task<Result<Page<WaitingPlace>>> SayAsync(Result<Page<WaitingPlace>> message) => Task.FromResult(message);

    public Task<Result<SeatHold>> SayAsync(Result<SeatHold> message) => Task.FromResult(message);

    public Task<Result<WaitingPlace>> SayAsync(Result<WaitingPlace> message) => Task.FromResult(message);
}
