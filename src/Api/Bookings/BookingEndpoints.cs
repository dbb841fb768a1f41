using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Payments;
using Nusaloka.Api.Privacy;
using Nusaloka.Bookings;
using Nusaloka.Departures;

namespace Nusaloka.Api.Bookings;

/// <summary>Bookings: made and paid by travellers, seen by their guides.</summary>
public static class BookingEndpoints
{
    /// <summary>What staff who read bookings are recorded to have read.</summary>
    private const string Sensitive = "bookings";

    /// <summary>Adds /bookings/* and /guides/me/bookings.</summary>
    public static void MapBookings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/bookings").RequireAuthorization().WithTags("Bookings");
        group.MapPost("", CreateAsync).RequireAuthorization(Policies.Person).WithName("create_booking").WithSummary("Book seats")
            .WithDescription("Holds the seats until expires_at; until then the booking must be paid. Idempotency-Key is required: with the same key a refused booking is tried again, any other is answered as it is.")
            .Produces<BookingResponse>(201).Refuses(404, 409, 422, 503)
            .RequestExample(BookingExamples.Create).ResponseExample(BookingExamples.Waiting);
        group.MapGet("", ListAsync).WithName("list_bookings").WithSummary("List bookings")
            .WithDescription("One's own as a traveller, newest first; all of them for staff. With complaint=open those whose money waits for an officer.")
            .Produces<BookingsResponse>().ResponseExample(new BookingsResponse([BookingExamples.Confirmed], null));
        group.MapGet("/{id}", GetAsync).WithName("get_booking").WithSummary("Read a booking")
            .WithDescription("For its traveller, its guide and staff; others get the same 404 as for an id that is not there.")
            .Produces<BookingResponse>().Refuses(404).ResponseExample(BookingExamples.Confirmed);
        group.MapPut("/{id}/guests", ChangeGuestsAsync).RequireAuthorization(Policies.Person).WithName("change_booking_guests").WithSummary("Write the guest list")
            .WithDescription("One name for each seat, until the departure's cut-off.")
            .Produces<BookingResponse>().Refuses(404, 409, 412).RequestExample(BookingExamples.Guests).ResponseExample(BookingExamples.Confirmed);
        group.MapPost("/{id}/payment", PayAsync).RequireAuthorization(Policies.Person).WithName("pay_booking").WithSummary("Pay a booking")
            .WithDescription("From the wallet or by any gateway. When the gateway needs the payer, payment.next_action says for what; the booking is confirmed by itself. After a decline, or to pay with something else, use a new Idempotency-Key.")
            .Produces<BookingPaymentResponse>().Refuses(404, 409, 422, 503)
            .RequestExample(BookingExamples.Pay).ResponseExample(BookingExamples.Paying);
        group.MapPost("/{id}/cancellation", QuoteAsync).RequireAuthorization(Policies.Person).WithName("quote_booking_cancellation").WithSummary("Ask what a cancellation gives back")
            .WithDescription("By the trip's policy for the traveller, everything for the guide and admins. The quote stands for ten minutes; of each caller the newest counts. A booking for which no payment was begun is cancelled at once; while one is under way the quote says that nothing goes back, and it ends when the booking is paid. Guides cannot cancel once the trip has begun or the guests were checked in.")
            .Produces<CancellationResponse>().Refuses(404, 409).ResponseExample(BookingExamples.Quote);
        group.MapPost("/{id}/cancellation/confirm", ConfirmCancellationAsync).RequireAuthorization(Policies.Person).WithName("confirm_booking_cancellation").WithSummary("Cancel a booking")
            .WithDescription("By the caller's newest quote. The money goes back the way it came; what stays is the guide's after the trip.")
            .Produces<BookingResponse>().Refuses(404, 409)
            .RequestExample(new ConfirmCancellationRequest { QuoteId = BookingExamples.Quote.Id }).ResponseExample(BookingExamples.Cancelled);
        group.MapPost("/{id}/check-in", CheckInAsync).RequireAuthorization(Policies.Person).WithName("check_in_booking").WithSummary("Check a voucher")
            .WithDescription("For the guide, from a day before the trip until its end. A second time changes nothing.")
            .Produces<BookingResponse>().Refuses(403, 404, 409, 422)
            .RequestExample(new CheckInRequest { Code = "7K2M-9QXA-04VT-HB6C" }).ResponseExample(BookingExamples.CheckedIn);
        group.MapBookingFiles();
        group.MapComplaints();
        routes.MapGet("/guides/me/bookings", ListOfGuideAsync).RequireAuthorization(Policies.Person).WithTags("Bookings")
            .WithName("list_guide_bookings").WithSummary("List bookings of one's trips")
            .WithDescription("For guides, newest first; who comes is shown once a booking is confirmed.")
            .Produces<BookingsResponse>().ResponseExample(new BookingsResponse([BookingExamples.Confirmed], null));
    }

    private static Task<IResult> CreateAsync(
        JsonBody<CreateBookingRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains, PaymentOperations operations,
        CancellationToken cancellationToken) =>
        operations.RunAsync("booking", key, body.Value, async operation =>
        {
            var asked = body.Value;
            if (!Guid.TryParse(asked.DepartureId, out var departureId))
                return DepartureErrors.NotFound.ToHttp();

            var result = await Grain(grains, operation.Id).CreateAsync(
                new CreateBooking(
                    caller.Id(), departureId.ToString(), asked.Seats, [.. asked.Guests ?? []], asked.Wishes ?? "", asked.Contact.ToContact(), operation.Fingerprint),
                cancellationToken);
            operations.MarkReplay(result is { IsSuccess: true, Value.Replayed: true });
            return result.ToHttp(made => (IResult)TypedResults.Created($"/api/v1/bookings/{made.Booking.Id}", BookingResponse.Of(made.Booking, caller.Id())));
        });

    private static Task<IResult> ListAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery] string? status = null, [FromQuery] string? complaint = null) =>
        PageAsync(
            new BookingQuery(caller.IsStaff() ? null : caller.Id(), GuideId: null, DepartureId: null, StatusOf(status), page.Page, IsOpen(complaint)),
            caller, context, grains, cancellationToken);

    private static Task<IResult> ListOfGuideAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery] string? status = null, [FromQuery(Name = "departure_id")] string? departureId = null) =>
        PageAsync(
            new BookingQuery(AccountId: null, caller.Id(), departureId?.ToLowerInvariant(), StatusOf(status), page.Page),
            caller, context, grains, cancellationToken);

    private static async Task<IResult> PageAsync(
        BookingQuery query, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (query.GuideId is null)
            await SensitiveReads.RecordListAsync(context, Sensitive);
        var bookings = await grains.GetGrain<IBookingQueryGrain>("0").ListAsync(query, cancellationToken);
        return bookings.ToHttp(found =>
        {
            PageParameters.AddNextLink(context, found.NextCursor);
            return (IResult)TypedResults.Ok(new BookingsResponse([.. found.Items.Select(one => BookingResponse.Of(one, caller.Id()))], found.NextCursor));
        });
    }

    private static async Task<IResult> GetAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await FindAsync(id, caller, context, grains, cancellationToken)).ToHttp(found => Versioned(context, found, caller));

    private static async Task<IResult> ChangeGuestsAsync(
        string id, JsonBody<ChangeGuestsRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        await RecordStaffAsync(id, context, grains, cancellationToken);
        var changed = await Grain(grains, id).ChangeGuestsAsync(
            new ChangeGuests(ActorOf(caller), [.. body.Value.Guests], body.Value.Wishes, body.Value.Contact?.ToContact(), ifMatch.ExpectedVersion),
            cancellationToken);
        return changed.ToHttp(booking => Versioned(context, booking, caller));
    }

    private static Task<IResult> PayAsync(
        string id, JsonBody<PayBookingRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains, PaymentOperations operations,
        CancellationToken cancellationToken) =>
        operations.RunAsync("pay booking " + id, key, body.Value, async operation =>
        {
            var paid = await Grain(grains, id).PayAsync(
                new PayBooking(caller.Id(), body.Value.ToSource(), operation.Key, operation.Fingerprint), cancellationToken);
            operations.MarkReplay(paid is { IsSuccess: true, Value.Replayed: true });
            return paid.ToHttp(done => new BookingPaymentResponse(BookingResponse.Of(done.Booking, caller.Id()), PaymentResponse.Of(done.Payment, isForStaff: false)));
        });

    private static async Task<IResult> QuoteAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await RecordStaffAsync(id, context, grains, cancellationToken);
        var grain = Grain(grains, id);
        var quoted = await grain.QuoteCancellationAsync(ActorOf(caller), cancellationToken);
        if (!quoted.IsSuccess)
            return quoted.Error.ToHttp();
        return (await grain.GetAsync(cancellationToken)).ToHttp(booking => CancellationResponse.Of(quoted.Value, booking.Policy));
    }

    private static async Task<IResult> ConfirmCancellationAsync(
        string id, JsonBody<ConfirmCancellationRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        await RecordStaffAsync(id, context, grains, cancellationToken);
        return (await Grain(grains, id).ConfirmCancellationAsync(new ConfirmCancellation(ActorOf(caller), body.Value.QuoteId), cancellationToken))
            .ToHttp(booking => Versioned(context, booking, caller));
    }

    private static async Task<IResult> CheckInAsync(
        string id, JsonBody<CheckInRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await RecordStaffAsync(id, context, grains, cancellationToken);
        return (await Grain(grains, id).CheckInAsync(new CheckIn(ActorOf(caller), body.Value.Code), cancellationToken))
            .ToHttp(booking => Versioned(context, booking, caller));
    }

    /// <summary>The booking, if the caller may know of it; otherwise it does not exist, so that ids cannot be tried out. That staff read it is recorded before.</summary>
    internal static async Task<Result<Booking>> FindAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Grain(grains, id).GetAsync(cancellationToken);
        if (found.IsSuccess && !caller.IsStaff() && found.Value.AccountId != caller.Id() && found.Value.GuideId != caller.Id())
            return BookingErrors.NotFound;
        if (found.IsSuccess)
            await SensitiveReads.RecordOneAsync(context, Sensitive, found.Value.AccountId, found.Value.GuideId);
        return found;
    }

    /// <summary>Records that staff is about to be shown somebody's booking by what they do with it.</summary>
    internal static async Task RecordStaffAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (context.User.IsStaff())
            await FindAsync(id, context.User, context, grains, cancellationToken);
    }

    // One grain for one booking, however the id is written; an id that is none belongs to a grain that says so.
    internal static IBookingGrain Grain(IGrainFactory grains, string id) => Grain(grains, Guid.TryParse(id, out var known) ? known : Guid.Empty);

    internal static BookingActor ActorOf(ClaimsPrincipal caller) => new(caller.Id(), caller.Is(Role.Admin));

    private static IBookingGrain Grain(IGrainFactory grains, Guid id) => grains.GetGrain<IBookingGrain>(id.ToString());

    internal static IResult Versioned(HttpContext context, Booking booking, ClaimsPrincipal caller) =>
        IfMatch.Versioned(context, booking.Version, BookingResponse.Of(booking, caller.Id()));

    private static bool IsOpen(string? complaint) => complaint is null or "open"
        ? complaint is not null
        : throw RequestRejectedException.Invalid("complaint", "not_allowed", "complaint can only be open.");

    private static BookingStatus? StatusOf(string? status)
    {
        if (status is null)
            return null;
        foreach (var one in Enum.GetValues<BookingStatus>())
        {
            if (JsonNames.Of(one) == status)
                return one;
        }

        throw RequestRejectedException.Invalid(
            "status", "not_allowed", $"status must be one of {string.Join(", ", Enum.GetValues<BookingStatus>().Select(JsonNames.Of))}.");
    }
}
