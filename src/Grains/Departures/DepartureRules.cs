using System.Collections.Immutable;
using Nusaloka.Departures;

namespace Nusaloka.Grains.Departures;

/// <summary>
/// How the seats of a departure change hands. Pure: each command takes the state and the time, ends first what is over, and makes the state that follows, the
/// same one when nothing changes, and the answer. Held, offered and sold seats are never more than the capacity.
/// </summary>
internal static class DepartureRules
{
    /// <summary>Makes or changes the departure.</summary>
    /// <param name="state">As it is.</param>
    /// <param name="id">The departure.</param>
    /// <param name="command">What the guide says.</param>
    /// <param name="groupTime">How long before its first day it is decided whether enough come, when the guide does not say.</param>
    /// <param name="now">When.</param>
    public static (DepartureState, Result<Departure>) Save(DepartureState state, string id, SaveDeparture command, TimeSpan groupTime, DateTimeOffset now)
    {
        var (next, error) = Do(state, id, now, current => Save(current, command, groupTime, now));
        if (error is null && PriceFall(state, next, command.TripPrice) is var (before, price) && IsBookable(next, now))
            next = next.Telling(DeparturePriceFell.Type, new DeparturePriceFell(id, command.TripId, before, price, now));
        return (next, error ?? View(next, id, now));
    }

    /// <summary>Calls it off.</summary>
    public static (DepartureState, Result<Departure>) Cancel(DepartureState state, string id, long? expectedVersion, DateTimeOffset now)
    {
        var (next, error) = Do(state, id, now, current => CallOff(current, id, expectedVersion, now));
        return (next, error ?? View(next, id, now));
    }

    /// <summary>Keeps seats for a booking.</summary>
    public static (DepartureState, Result<SeatHold>) Hold(DepartureState state, string id, HoldSeats command, DateTimeOffset now) => Do<Result<SeatHold>>(state, id, now, current =>
    {
        var until = ToMicroseconds(command.Until);
        if (current.Terms is not { } terms)
            return (current, DepartureErrors.NotFound);
        if (CheckHold(command, until, now, out var booking) is { } wrong)
            return (current, wrong);
        if (IsMoved(terms, command.For))
            return (current, DepartureErrors.Moved);

        current = WaitingFirst(current, terms, id, now);
        var before = current.Seats.Find(booking);
        if (before is { } seat && (seat.Count != command.Seats || seat.Until is null || seat.Until == until))
            return (current, seat.Count == command.Seats ? Answer(id, command.BookingId, seat) : DepartureErrors.SeatsDiffer(seat.Count));
        if (current.Released.Contains(booking))
            return (current, DepartureErrors.SeatsReleased);
        if (!IsOpen(current, terms, now))
            return (current, DepartureErrors.Closed);

        var waiter = current.Waiting.FirstOrDefault(waiter => waiter.AccountId == command.AccountId);
        var free = current.Free + (before?.Count ?? 0) + (waiter?.OfferedUntil is null ? 0 : waiter.Seats);
        if (command.Seats > free)
            return (current, DepartureErrors.SeatsUnavailable(free));

        var held = new Seat(command.Seats, until);
        // Whoever gets seats waits no more.
        var next = (waiter is null ? current : current.WithoutWaiter(waiter)) with { Seats = current.Seats.With(booking, held) };
        return (next, Answer(id, command.BookingId, held));
    });

    /// <summary>Sells a booking its seats.</summary>
    public static (DepartureState, Result<SeatHold>) Confirm(DepartureState state, string id, ConfirmSeats command, DateTimeOffset now) => Do<Result<SeatHold>>(state, id, now, current =>
    {
        if (current.Terms is not { } terms)
            return (current, DepartureErrors.NotFound);
        if (CheckSeats(command.BookingId, command.Seats, out var booking) is { } wrong)
            return (current, wrong);
        // It cannot have been moved while this booking had seats, so whoever is refused here has none.
        if (IsMoved(terms, command.For))
            return (current, DepartureErrors.Moved);

        current = WaitingFirst(current, terms, id, now);
        var before = current.Seats.Find(booking);
        if (before is { } seat && seat.Count != command.Seats)
            return (current, DepartureErrors.SeatsDiffer(seat.Count));
        if (before is { Until: null })
            return (current, Answer(id, command.BookingId, before.Value));
        if (before is null && current.Released.Contains(booking))
            return (current, DepartureErrors.SeatsReleased);
        if (before is null && (!IsOpen(current, terms, now) || command.Seats > current.Free))
            return (current, DepartureErrors.HoldExpired);

        var sold = new Seat(command.Seats, null);
        return (current with { Seats = current.Seats.With(booking, sold) }, Answer(id, command.BookingId, sold));
    });

    /// <summary>Gives a booking's seats back.</summary>
    public static (DepartureState, Result) Release(DepartureState state, string id, string bookingId, DateTimeOffset now) => Do<Result>(state, id, now, current =>
    {
        if (current.Terms is null)
            return (current, DepartureErrors.NotFound);
        if (!TryId(bookingId, out var booking))
            return (current, InvalidId("/booking_id"));

        var seats = current.Seats.Without(booking);
        var released = current.Released.With(booking);
        var next = ReferenceEquals(seats, current.Seats) && ReferenceEquals(released, current.Released)
            ? current
            : current with { Seats = seats, Released = released };
        return (next, Result.Success);
    });

    /// <summary>Ends what is over and offers what is free; and calls off what has too few people once its cut-off is over and nobody may still pay.</summary>
    public static (DepartureState, bool) Settle(DepartureState state, string id, DateTimeOffset now) => Do(state, id, now, current =>
        (current.Terms is { } terms && IsTooFew(current, terms, now) ? CalledOff(current, terms, id, now, isTooFew: true) : current, true));

    /// <summary>
    /// Whether the departure is called off by itself when fewer seats are sold than it needs: that is decided between cut-off and first day. Departures that were saved before
    /// there had to be a time between them are not. The guide may lower the number until then. Where enough were sold it is decided once and for all.
    /// </summary>
    public static bool IsCalledOffWhenFew(DepartureState state, DepartureTerms terms) =>
        !state.IsCancelled && !state.IsGuaranteed && terms.MinPeople > 1 && terms.CutOffAt < terms.StartsAt;

    /// <summary>The departure at a time: what is over counts no more, whether that is written or not. Errors: not found.</summary>
    public static Result<Departure> View(DepartureState state, string id, DateTimeOffset now) =>
        state.Terms is { } terms ? View(WaitingRules.WithoutOver(state, now), terms, id, now) : DepartureErrors.NotFound;

    /// <summary>Whether seats are sold.</summary>
    public static bool IsOpen(DepartureState state, DepartureTerms terms, DateTimeOffset now) => !state.IsCancelled && now < terms.CutOffAt;

    /// <summary>The error of an id that is none.</summary>
    public static Error InvalidId(string pointer) => Error.Validation(pointer, "invalid", "A UUID, such as 01935c1e-7f3a-7c44-9c1c-6f0c5a3f2b10.");

    /// <summary>What is wrong with a number of seats; null when nothing is.</summary>
    public static Error? CheckSeats(int seats) => seats is >= 1 and <= DepartureLimits.MaxSeatsOfBooking
        ? null
        : Error.Validation("/seats", "out_of_range", $"seats is 1 to {DepartureLimits.MaxSeatsOfBooking}.");

    /// <summary>Does a command between what comes before all of them and what follows from all of them.</summary>
    public static (DepartureState, TAnswer) Do<TAnswer>(
        DepartureState state, string id, DateTimeOffset now, Func<DepartureState, (DepartureState Next, TAnswer Answer)> command)
    {
        var (next, answer) = command(WithGroup(WaitingRules.WithoutOver(state, now), now));
        if (ReferenceEquals(next, state) || next.Terms is not { } terms || !IsOpen(next, terms, now))
            return (next, answer);

        next = WaitingRules.Offer(next, terms, id, now);
        if (state is { Terms: not null, Free: <= 0 } && next.Free > 0)
            next = next.Telling(SeatFreed.Type, new SeatFreed(id, terms.TripId, next.Free, now));
        return (next, answer);
    }

    /// <summary>What has just come free is for those who wait, also when somebody else is here before the timer that says so, or the silo that had it is gone.</summary>
    private static DepartureState WaitingFirst(DepartureState state, DepartureTerms terms, string id, DateTimeOffset now) =>
        IsOpen(state, terms, now) ? WaitingRules.Offer(state, terms, id, now) : state;

    private static (DepartureState, Error?) Save(DepartureState state, SaveDeparture command, TimeSpan groupTime, DateTimeOffset now)
    {
        var parsed = DepartureTermsRules.Parse(command, groupTime, state.Terms, now);
        if (!parsed.IsSuccess)
            return (state, parsed.Error);
        if (parsed.Value == state.Terms)
            return (state, null);

        var refused = state.Terms is { } before ? Refuse(state, before, parsed.Value, command.ExpectedVersion, now)
            : command.ExpectedVersion is null or 0 ? null
            : DepartureErrors.NotFound;
        return refused is null
            ? (state with
            {
                Terms = parsed.Value, Version = state.Version + 1, UpdatedAt = now,
                // On other days it is another departure, for which nobody has decided anything.
                IsGuaranteed = state.IsGuaranteed && state.Terms?.Journey == parsed.Value.Journey,
            }, null)
            : (state, refused);
    }

    // What people book may have another price on other days: only where that stays one price is below the other.
    private static (Money Before, Money Price)? PriceFall(DepartureState before, DepartureState after, Money? tripPrice) =>
        before.Terms is { } was && after.Terms is { } terms && was.Journey == terms.Journey
        && (was.OwnPrice ?? tripPrice) is { } higher && (terms.OwnPrice ?? tripPrice) is { } lower && lower < higher
            ? (higher, lower)
            : null;

    private static bool IsBookable(DepartureState state, DateTimeOffset now) =>
        state.Terms is { } terms && IsOpen(state, terms, now) && state.Free > 0;

    private static (DepartureState, Error?) CallOff(DepartureState state, string id, long? expectedVersion, DateTimeOffset now)
    {
        if (state.Terms is not { } terms)
            return (state, DepartureErrors.NotFound);
        if (state.IsCancelled)
            return (state, null);
        // Who has guided it cannot undo it, and the fee with it.
        if (now >= terms.EndsAt)
            return (state, DepartureErrors.Past);
        if (expectedVersion is { } expected && expected != state.Version)
            return (state, DepartureErrors.VersionMismatch);

        return (CalledOff(state, terms, id, now, isTooFew: false), null);
    }

    private static DepartureState CalledOff(DepartureState state, DepartureTerms terms, string id, DateTimeOffset now, bool isTooFew)
    {
        var waiting = state.Waiting.Select(static waiter => waiter.AccountId).ToImmutableArray();
        var next = state with
        {
            IsCancelled = true, Seats = state.Seats.SoldOnly(), Waiting = [], Version = state.Version + 1, UpdatedAt = now,
        };
        return next.Telling(DepartureCancelled.Type, new DepartureCancelled(
            id, terms.TripId, terms.GuideId, terms.StartsOn, waiting, now, isTooFew ? state.Seats.Sold : null, isTooFew ? terms.MinPeople : null));
    }

    // Before anything else that is done after the cut-off, so that it is decided by what was sold then, whoever comes first.
    private static DepartureState WithGroup(DepartureState state, DateTimeOffset now) =>
        state.Terms is { } terms && IsCalledOffWhenFew(state, terms) && now >= terms.CutOffAt && state.Seats.Sold >= terms.MinPeople
            ? state with { IsGuaranteed = true }
            : state;

    private static bool IsTooFew(DepartureState state, DepartureTerms terms, DateTimeOffset now) =>
        IsCalledOffWhenFew(state, terms) && now >= terms.CutOffAt && now < terms.StartsAt
        && state.Seats.Sold > 0 && state.Seats.Sold + state.Seats.Held < terms.MinPeople;

    private static Error? Refuse(DepartureState state, DepartureTerms before, DepartureTerms terms, long? expectedVersion, DateTimeOffset now) =>
        expectedVersion is { } expected && expected != state.Version ? DepartureErrors.VersionMismatch
        : state.IsCancelled || now >= before.EndsAt ? DepartureErrors.Closed
        : state.Taken > 0 && before.Journey != terms.Journey ? DepartureErrors.Booked
        : terms.Capacity < state.Taken ? DepartureErrors.CapacityTaken(state.Taken)
        : null;

    private static bool IsMoved(DepartureTerms terms, Journey? booked) => booked is not null && booked != terms.Journey;

    private static Error? CheckHold(HoldSeats command, DateTimeOffset until, DateTimeOffset now, out Guid booking)
    {
        if (CheckSeats(command.BookingId, command.Seats, out booking) is { } wrong)
            return wrong;
        if (!TryId(command.AccountId, out _))
            return InvalidId("/account_id");
        return until > now && until <= now + DepartureLimits.MaxHold
            ? null
            : Error.Validation("/until", "out_of_range", $"until is a time within the next {DepartureLimits.MaxHold.TotalHours:0} hours.");
    }

    private static Error? CheckSeats(string bookingId, int seats, out Guid booking) =>
        TryId(bookingId, out booking) ? CheckSeats(seats) : InvalidId("/booking_id");

    private static bool TryId(string id, out Guid guid) => Guid.TryParseExact(id, "D", out guid);

    private static Result<SeatHold> Answer(string id, string bookingId, Seat seat) => new SeatHold(id, bookingId, seat.Count, seat.Until);

    private static DateTimeOffset ToMicroseconds(DateTimeOffset time)
    {
        time = time.ToUniversalTime();
        return time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static Departure View(DepartureState state, DepartureTerms terms, string id, DateTimeOffset now) => new(
        id, terms.TripId, terms.GuideId, terms.StartsOn, terms.EndsOn, terms.TimeZone, terms.StartsAt, terms.EndsAt, terms.CutOff, terms.CutOffAt,
        terms.Capacity, terms.MinPeople, terms.OwnPrice, state.Free, state.Seats.Held + state.Offered, state.Seats.Sold, state.Waiting.Length,
        DepartureStatuses.At(state.IsCancelled, terms.CutOffAt, terms.EndsAt, now), state.Version, state.UpdatedAt,
        state.IsGuaranteed || state.Seats.Sold >= terms.MinPeople);
}
