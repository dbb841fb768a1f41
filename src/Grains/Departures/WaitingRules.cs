using Nusaloka.Departures;

namespace Nusaloka.Grains.Departures;

/// <summary>How people wait for seats, and how what is free comes to them. Pure.</summary>
internal static class WaitingRules
{
    /// <summary>Joins the list, or changes the number of seats and keeps the place.</summary>
    public static (DepartureState, Result<WaitingPlace>) Join(DepartureState state, string id, JoinWaiting command, DateTimeOffset now)
    {
        var (next, error) = DepartureRules.Do(state, id, now, current => Join(current, command, now));
        return (next, error ?? View(next, id, command.AccountId));
    }

    /// <summary>Leaves the list.</summary>
    public static (DepartureState, Result) Leave(DepartureState state, string id, string accountId, DateTimeOffset now) => DepartureRules.Do<Result>(state, id, now, current =>
        current.Terms is null ? (current, DepartureErrors.NotFound)
        : Find(current, accountId) is { } waiter ? (current.WithoutWaiter(waiter), Result.Success)
        : (current, Result.Success));

    /// <summary>Somebody's place. Errors: not found.</summary>
    public static Result<WaitingPlace> View(DepartureState state, string id, string accountId)
    {
        if (state.Terms is not { } terms)
            return DepartureErrors.NotFound;
        if (Find(state, accountId) is not { } waiter)
            return DepartureErrors.WaitingNotFound;
        var position = waiter.OfferedUntil is null
            ? 1 + state.Waiting.Count(other => other.OfferedUntil is null && other.Number < waiter.Number)
            : 0;
        return new WaitingPlace(id, terms.TripId, accountId, waiter.Seats, position, waiter.JoinedAt, waiter.OfferedUntil);
    }

    /// <summary>The state without holds and offers that are over; this one when there are none. Whoever let an offer pass waits no more.</summary>
    public static DepartureState WithoutOver(DepartureState state, DateTimeOffset now)
    {
        var seats = state.Seats.WithoutOver(now);
        var next = ReferenceEquals(seats, state.Seats) ? state : state with { Seats = seats };
        foreach (var waiter in state.Waiting)
            next = waiter.OfferedUntil <= now ? next.WithoutWaiter(waiter) : next;
        return next;
    }

    /// <summary>Offers what is free to those who wait, in order; whom it does not suffice for keeps their place, and the next is asked.</summary>
    public static DepartureState Offer(DepartureState state, DepartureTerms terms, string id, DateTimeOffset now)
    {
        var free = state.Free;
        if (free <= 0 || state.Waiting.IsEmpty)
            return state;

        var until = now + DepartureLimits.OfferTime;
        until = until < terms.CutOffAt ? until : terms.CutOffAt;
        for (var i = 0; i < state.Waiting.Length; i++)
        {
            var waiter = state.Waiting[i];
            if (waiter.OfferedUntil is not null || waiter.Seats > free)
                continue;
            free -= waiter.Seats;
            state = (state with { Waiting = state.Waiting.SetItem(i, waiter with { OfferedUntil = until, Offers = waiter.Offers + 1 }) })
                .Telling(SeatsOffered.Type, new SeatsOffered(
                    id, terms.TripId, waiter.AccountId, waiter.Seats, until, terms.StartsOn, terms.TimeZone));
        }

        return state;
    }

    private static (DepartureState, Error?) Join(DepartureState state, JoinWaiting command, DateTimeOffset now)
    {
        if (state.Terms is not { } terms)
            return (state, DepartureErrors.NotFound);
        if (!Guid.TryParseExact(command.AccountId, "D", out _))
            return (state, DepartureRules.InvalidId("/account_id"));
        if (DepartureRules.CheckSeats(command.Seats) is { } wrong)
            return (state, wrong);
        if (command.Seats > terms.Capacity)
            return (state, Error.Validation("/seats", "out_of_range", $"The departure has {terms.Capacity} seats."));

        var before = Find(state, command.AccountId);
        if (before?.Seats == command.Seats)
            return (state, null);
        if (!DepartureRules.IsOpen(state, terms, now))
            return (state, DepartureErrors.Closed);

        if (before is not null)
            return Change(state, before, command.Seats);
        if (command.Seats <= state.Free)
            return (state, DepartureErrors.SeatsFree(state.Free));
        if (state.Waiting.Length >= DepartureLimits.MaxWaiting)
            return (state, DepartureErrors.WaitingListFull);
        var offers = state.PastOffers.FirstOrDefault(past => past.AccountId == command.AccountId)?.Count ?? 0;
        if (offers >= DepartureLimits.MaxOffers)
            return (state, DepartureErrors.OffersUsedUp);

        var joined = state.Joined + 1;
        return (state with { Waiting = state.Waiting.Add(new Waiter(command.AccountId, joined, command.Seats, now, null, offers)), Joined = joined }, null);
    }

    /// <summary>Another number for somebody who waits. An offer that suffices for it ends when it would have; another one comes in its turn, but not for ever.</summary>
    private static (DepartureState, Error?) Change(DepartureState state, Waiter before, int seats)
    {
        var isKept = before.OfferedUntil is not null && seats <= before.Seats + state.Free;
        if (!isKept && before.Offers >= DepartureLimits.MaxOffers)
            return (state, DepartureErrors.OffersUsedUp);
        return (state with { Waiting = state.Waiting.Replace(before, before with { Seats = seats, OfferedUntil = isKept ? before.OfferedUntil : null }) }, null);
    }

    private static Waiter? Find(DepartureState state, string accountId) =>
        state.Waiting.FirstOrDefault(waiter => waiter.AccountId == accountId);
}
