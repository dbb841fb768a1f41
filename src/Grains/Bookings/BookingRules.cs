using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Payments;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Bookings;

/// <summary>The decisions about a booking's making, guests and voucher: pure functions from state and command to the next state.</summary>
internal static class BookingRules
{
    /// <summary>The payer was declined or gave up, and the countdown ran out.</summary>
    public const string NotPaid = "not_paid";

    /// <summary>What is wrong with the request, before anybody is asked.</summary>
    public static Error? Check(CreateBooking command)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Seats is < 1 or > BookingLimits.MaxSeats)
            wrong.Add(new FieldError("/seats", "out_of_range", $"seats must be 1 to {BookingLimits.MaxSeats}."));
        else if (!command.Guests.IsEmpty)
            CheckGuests(command.Guests, command.Seats, wrong);
        CheckWishes(command.Wishes, wrong);
        CheckContact(command.Contact, wrong);
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : null;
    }

    /// <summary>A booking that is about to hold its seats, new or tried again.</summary>
    public static Result<BookingState> Create(BookingState state, CreateBooking command, BookingOffer offer, DateTimeOffset now)
    {
        if (state.Exists && (state.Fingerprint != command.Fingerprint || !state.IsVoid))
            return BookingErrors.KeyReused;
        var (departure, trip) = (offer.Departure, offer.Trip);
        if (trip.Status != TripStatus.Published || departure.Status != DepartureStatus.Open || !offer.MayGuide)
            return DepartureErrors.Closed;
        if (trip.GuideId == command.AccountId || departure.GuideId == command.AccountId)
            return BookingErrors.OwnTrip;

        var price = TripPricing.PerPerson(trip, departure.StartsOn, command.Seats, departure.OwnPrice);
        var total = price with { Units = checked(price.Units * command.Seats) };
        if (total.Units is < BookingLimits.MinTotal or > PaymentLimits.MaxAmount)
            return BookingErrors.TotalOutOfRange(total);

        return Next(state, now) with
        {
            Exists = true,
            AccountId = command.AccountId,
            GuideId = departure.GuideId,
            TripId = trip.Id,
            DepartureId = departure.Id,
            TripTitle = trip.Title,
            StartsOn = departure.StartsOn,
            EndsOn = departure.EndsOn,
            TimeZone = departure.TimeZone,
            StartsAt = departure.StartsAt,
            EndsAt = departure.EndsAt,
            CutOffAt = departure.CutOffAt,
            Seats = command.Seats,
            PricePerPerson = price,
            Total = total,
            Policy = trip.CancellationPolicy,
            FeeBasisPoints = offer.FeeBasisPoints,
            Status = BookingStatus.Holding,
            Step = BookingStep.Hold,
            Reason = null,
            ExpiresAt = now + offer.HoldTime,
            RefundAmount = total with { Units = 0 },
            Guests = command.Guests,
            Wishes = command.Wishes,
            Contact = command.Contact,
            Fingerprint = command.Fingerprint,
            CreatedAt = state.Exists ? state.CreatedAt : now,
        };
    }

    /// <summary>The booking with another guest list.</summary>
    public static Result<BookingState> ChangeGuests(BookingState state, ChangeGuests command, DateTimeOffset now)
    {
        if (RoleOf(state, command.Actor) is not (BookingRole.Traveller or BookingRole.Admin))
            return BookingErrors.NotFound;
        if (state.IsErased)
            return AccountErrors.NotFound;
        if (command.ExpectedVersion is { } expected && expected != state.Version)
            return BookingErrors.VersionMismatch;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.ChangeGuests) is null)
            return BookingErrors.Status(state.Status, "changed");
        if (now >= state.CutOffAt)
            return BookingErrors.GuestsClosed;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        CheckGuests(command.Guests, state.Seats, wrong);
        if (command.Wishes is { } wishes)
            CheckWishes(wishes, wrong);
        if (command.Contact is { } contact)
            CheckContact(contact, wrong);
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        return Next(state, now) with { Guests = command.Guests, Wishes = command.Wishes ?? state.Wishes, Contact = command.Contact ?? state.Contact };
    }

    /// <summary>The booking whose voucher the guide has seen; the very same one when that was before.</summary>
    /// <param name="state">The booking.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="isCodeRight">Whether the code is that of its voucher.</param>
    /// <param name="now">The time.</param>
    public static Result<BookingState> CheckIn(BookingState state, BookingActor actor, bool isCodeRight, DateTimeOffset now)
    {
        switch (RoleOf(state, actor))
        {
            case null:
                return BookingErrors.NotFound;
            case BookingRole.Traveller:
                return BookingErrors.NotGuide;
        }

        if (!isCodeRight)
            return BookingErrors.VoucherInvalid;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.CheckIn) is null)
            return BookingErrors.Status(state.Status, "checked in");
        if (state.CheckedInAt is not null)
            return state;
        return now >= state.StartsAt - BookingLimits.CheckInBefore && now < state.EndsAt
            ? Next(state, now) with { CheckedInAt = now }
            : BookingErrors.CheckInClosed;
    }

    /// <summary>The booking whose step has come to its end.</summary>
    public static BookingState Ended(BookingState state, string id, bool isDone, DateTimeOffset now, string? reason = null)
    {
        var (status, step) = BookingTransitions.Ended(state.Status, state.Step, isDone, state.RefundAmount.Units > 0);
        var next = Next(state, now) with { Status = status, Step = step, Reason = reason ?? state.Reason };
        // In no list, so nobody would find what it says of people when they leave. Whoever tries again says it again.
        if (next.IsVoid)
            return next with { Guests = [], Wishes = "", Contact = null };
        return status == state.Status ? next : next with { PendingEvents = BookingEvents.Of(next, id, now) };
    }

    /// <summary>The booking without what it says of people. It happens once their account is closed.</summary>
    public static BookingState Erase(BookingState state, DateTimeOffset now) =>
        state.IsErased ? state : WithoutPeople(state, now) with { IsErased = true };

    /// <summary>The booking without what it says of people, some time after it was over; the very same one before that, or when it says nothing.</summary>
    public static BookingState ForgetPeople(BookingState state, TimeSpan keptFor, DateTimeOffset now) =>
        !state.Exists || state.IsOpen || state.Contact is null || now < state.UpdatedAt + keptFor
            ? state
            : WithoutPeople(state, now);

    /// <summary>What somebody is to the booking; null for nothing.</summary>
    public static BookingRole? RoleOf(BookingState state, BookingActor actor) => !state.Exists ? null
        : actor.AccountId == state.AccountId ? BookingRole.Traveller
        : actor.AccountId == state.GuideId ? BookingRole.Guide
        : actor.IsAdmin ? BookingRole.Admin
        : null;

    /// <summary>The id of a booking's n-th payment.</summary>
    public static string PaymentIdOf(string id, int number) => NameBasedId.Create($"booking\n{id}\npayment\n{number}").ToString();

    /// <summary>The state to make a next one from: it tells nothing that was told before.</summary>
    public static BookingState Next(BookingState state, DateTimeOffset now) =>
        state with { Version = state.Version + 1, UpdatedAt = now, PendingEvents = [] };

    // What an officer has not decided about is still to be read.
    private static BookingState WithoutPeople(BookingState state, DateTimeOffset now) => Next(state, now) with
    {
        Guests = [], Wishes = "", Contact = null,
        Complaint = state.Complaint is { RefundAmount: not null } decided ? decided with { Text = "" } : state.Complaint,
    };

    private static void CheckGuests(ImmutableArray<string> guests, int seats, ImmutableArray<FieldError>.Builder wrong)
    {
        if (guests.Length != seats)
            wrong.Add(new FieldError("/guests", "wrong_count", $"guests must be one name for each of the {seats} seats."));
        for (var i = 0; i < guests.Length; i++)
        {
            if (!IsLine(guests[i], BookingLimits.MaxNameLength))
                wrong.Add(new FieldError($"/guests/{i}", "invalid_name", $"A name has 1 to {BookingLimits.MaxNameLength} characters and no control characters."));
        }
    }

    private static void CheckWishes(string wishes, ImmutableArray<FieldError>.Builder wrong)
    {
        if (wishes.Length > BookingLimits.MaxWishesLength || wishes.Any(static c => char.IsControl(c) && c != '\n'))
            wrong.Add(new FieldError("/wishes", "invalid_text", $"wishes have at most {BookingLimits.MaxWishesLength} characters and no control characters but line breaks."));
    }

    private static void CheckContact(BookingContact contact, ImmutableArray<FieldError>.Builder wrong)
    {
        if (!IsLine(contact.Name, BookingLimits.MaxNameLength))
            wrong.Add(new FieldError("/contact/name", "invalid_name", $"A name has 1 to {BookingLimits.MaxNameLength} characters and no control characters."));
        if (contact is { Phone: null, Email: null })
            wrong.Add(new FieldError("/contact", "required", "A contact has a phone number or an e-mail address."));
        if (contact.Phone is { } phone && !IsLine(phone, BookingLimits.MaxContactLength))
            wrong.Add(new FieldError("/contact/phone", "invalid_phone", $"A phone number has 1 to {BookingLimits.MaxContactLength} characters."));
        if (contact.Email is { } email && (!IsLine(email, BookingLimits.MaxContactLength) || !email.Contains('@', StringComparison.Ordinal)))
            wrong.Add(new FieldError("/contact/email", "invalid_email", $"An e-mail address has an @ and at most {BookingLimits.MaxContactLength} characters."));
    }

    private static bool IsLine(string? text, int maxLength) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && !text.Any(char.IsControl);
}
