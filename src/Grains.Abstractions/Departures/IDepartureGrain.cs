using Orleans.Concurrency;

namespace Nusaloka.Departures;

/// <summary>
/// One departure of a trip and its seats. Key: its UUID. Its commands interleave; what is decided together is committed together, and nobody
/// is answered, not even refused, before what the answer rests on is durable. The sum of held, offered and sold seats is never above the capacity.
/// Every command of a departure that was never saved answers <c>departure_not_found</c>.
/// </summary>
[Alias("nusaloka.IDepartureGrain")]
public interface IDepartureGrain : IGrainWithStringKey
{
    /// <summary>The departure as of now: a hold that is over counts no more.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Departure>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the departure, or changes it. That the guide may is for the caller to know. A repeat that changes nothing answers what is there.
    /// Errors: <c>validation_failed</c>, <c>version_mismatch</c>, <c>departure_closed</c> (cancelled), <c>capacity_taken</c>,
    /// <c>departure_booked</c> (trip, guide, dates and time zone stand while seats are held or sold). When fewer seats are sold at its cut-off
    /// than it needs, it is called off by itself; until then the guide may lower their number. Where enough are it is guaranteed, whoever cancels later.
    /// </summary>
    [AlwaysInterleave, Alias("Save")]
    Task<Result<Departure>> SaveAsync(SaveDeparture command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Calls the departure off, for good: holds, offers and the waiting list end, and <c>departure.cancelled</c> tells the bookings. Sold seats stay
    /// sold until their bookings release them. Errors: <c>version_mismatch</c>, <c>departure_past</c> (the last day is over).
    /// </summary>
    /// <param name="expectedVersion">The <see cref="Departure.Version"/> that the caller saw; null to cancel whatever is there.</param>
    /// <param name="cancellationToken">Ends the waiting, not the command.</param>
    [AlwaysInterleave, Alias("Cancel")]
    Task<Result<Departure>> CancelAsync(long? expectedVersion, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps seats for a booking until a time, at the latest <see cref="DepartureLimits.MaxHold"/> from now. A repeat answers the hold; one with
    /// another time moves it. Seats that were offered to this account go first. Whether the trip is published is for the booking to know. Errors: <c>validation_failed</c>, <c>departure_closed</c>,
    /// <c>departure_moved</c>, <c>seats_unavailable</c>, <c>seats_released</c>, <c>seats_differ</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Hold")]
    Task<Result<SeatHold>> HoldAsync(HoldSeats command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sells a booking its seats; a repeat answers the same. When the hold is over, or there never was one, they are sold if they are still free.
    /// Errors: <c>validation_failed</c>, <c>hold_expired</c> (and the seats are gone, or the departure is closed), <c>departure_moved</c> (meanwhile),
    /// <c>seats_released</c>, <c>seats_differ</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Confirm")]
    Task<Result<SeatHold>> ConfirmAsync(ConfirmSeats command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a booking's seats back, held or sold; of a booking that has none it changes only that a hold or a confirmation of it, which may be on its
    /// way still, is refused from now on (<c>seats_released</c>; the last <see cref="DepartureLimits.MaxReleased"/> bookings are remembered). So
    /// release what is given up, and leave what merely expires: a late payment may confirm it.
    /// </summary>
    [AlwaysInterleave, Alias("Release")]
    Task<Result> ReleaseAsync(string bookingId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits for seats; a repeat changes their number and keeps the place. When enough seats are free, the first whom they suffice for is offered them
    /// for <see cref="DepartureLimits.OfferTime"/> (<c>departure.seats_offered</c>), then the next. Another number keeps the end of an offer that suffices for it,
    /// and gives up one that does not. An account is offered seats at most <see cref="DepartureLimits.MaxOffers"/> times. Errors: <c>validation_failed</c>,
    /// <c>departure_closed</c>, <c>seats_free</c>, <c>waiting_list_full</c>, <c>offers_used_up</c>.
    /// </summary>
    [AlwaysInterleave, Alias("JoinWaiting")]
    Task<Result<WaitingPlace>> JoinWaitingAsync(JoinWaiting command, CancellationToken cancellationToken = default);

    /// <summary>Waits no more, and gives up what is offered. Of somebody who does not wait it changes nothing.</summary>
    [AlwaysInterleave, Alias("LeaveWaiting")]
    Task<Result> LeaveWaitingAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Somebody's place. Errors: <c>waiting_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetWaiting")]
    Task<Result<WaitingPlace>> GetWaitingAsync(string accountId, CancellationToken cancellationToken = default);
}
