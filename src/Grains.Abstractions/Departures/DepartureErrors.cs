namespace Nusaloka.Departures;

/// <summary>The expected failures of departures.</summary>
public static class DepartureErrors
{
    /// <summary>No such departure that the caller may see.</summary>
    public static Error NotFound { get; } = new("departure_not_found", ErrorKind.NotFound, "There is no such departure.");

    /// <summary>The caller's copy is out of date.</summary>
    public static Error VersionMismatch { get; } = new(
        "version_mismatch", ErrorKind.Stale, "The departure changed since you read it. Read it again and repeat the change.");

    /// <summary>The key was used for another departure.</summary>
    public static Error KeyReused { get; } = new(
        "idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for another departure, or for this one before it was changed. Use a new key.");

    /// <summary>No seats are sold any more, whatever is free.</summary>
    public static Error Closed { get; } = new(
        "departure_closed", ErrorKind.Conflict, "The departure sells no seats: it is cancelled, past its cut-off, or its trip is not published.");

    /// <summary>Not enough is free.</summary>
    public static Error SeatsUnavailable(int free) => new(
        "seats_unavailable", ErrorKind.Conflict, $"{free} seats are free. Ask for fewer, or wait for more: POST /departures/{{id}}/waiting.");

    /// <summary>Too late, and somebody else was quicker.</summary>
    public static Error HoldExpired { get; } = new(
        "hold_expired", ErrorKind.Conflict, "The seats were held until a time that is over, and are gone.");

    /// <summary>The booking has given its seats back.</summary>
    public static Error SeatsReleased { get; } = new(
        "seats_released", ErrorKind.Conflict, "The booking has given its seats back. Book again.");

    /// <summary>The booking has seats already, but not so many.</summary>
    public static Error SeatsDiffer(int seats) => new(
        "seats_differ", ErrorKind.Conflict, $"The booking has {seats} seats. Release them first, or ask for as many.");

    /// <summary>Fewer seats than are taken.</summary>
    public static Error CapacityTaken(int taken) => new(
        "capacity_taken", ErrorKind.Conflict, $"{taken} seats are held or sold: the capacity cannot be less.");

    /// <summary>What people have booked stays as it is.</summary>
    public static Error Booked { get; } = new(
        "departure_booked", ErrorKind.Conflict, "Seats are held or sold: trip, days and time zone stay. Cancel the departure and make another.");

    /// <summary>Too late for the guide.</summary>
    public static Error Begun { get; } = new(
        "departure_begun", ErrorKind.Conflict, "The first day has begun: only staff can call the departure off now.");

    /// <summary>What has taken place stays so.</summary>
    public static Error Past { get; } = new(
        "departure_past", ErrorKind.Conflict, "The last day is over: the departure cannot be called off any more.");

    /// <summary>Not what was booked any more.</summary>
    public static Error Moved { get; } = new(
        "departure_moved", ErrorKind.Conflict, "The departure has other days, another time zone or another guide than what you saw. Read it again, and book again.");

    /// <summary>Nobody waits for what is there.</summary>
    public static Error SeatsFree(int free) => new(
        "seats_free", ErrorKind.Conflict, $"{free} seats are free: book them.");

    /// <summary>Enough wait.</summary>
    public static Error WaitingListFull { get; } = new(
        "waiting_list_full", ErrorKind.Conflict, $"{DepartureLimits.MaxWaiting} people wait for this departure already.");

    /// <summary>Seats were kept for them often enough.</summary>
    public static Error OffersUsedUp { get; } = new(
        "offers_used_up", ErrorKind.Conflict, $"Seats of this departure were kept for you {DepartureLimits.MaxOffers} times. Book when some are free.");

    /// <summary>Not on the list.</summary>
    public static Error WaitingNotFound { get; } = new(
        "waiting_not_found", ErrorKind.NotFound, "You do not wait for this departure.");
}
