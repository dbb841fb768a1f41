using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Trips;
using Nusaloka.Bookings;
using Nusaloka.Reviews;
using Nusaloka.Trips;

namespace Nusaloka.Api.Reviews;

/// <summary>Reviews: travellers write them after a trip, guides answer, everybody reads and reports, staff hide.</summary>
public static class ReviewEndpoints
{
    // One that staff hide may be shown so long by caches.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Adds /bookings/{id}/review, /trips/{id}/reviews and /reviews.</summary>
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/bookings/{id}/review", WriteAsync).RequireAuthorization(Policies.Person).WithTags("Reviews").WithName("write_review")
            .WithSummary("Review a completed booking")
            .WithDescription("Once, by who booked. It is shown at once, unless it has links, numbers to call or insults: then staff look at it first (`held`).")
            .Produces<ReviewResponse>(201).Refuses(404, 409).RequestExample(ReviewExamples.Write).ResponseExample(ReviewExamples.Review);
        routes.MapGet("/trips/{id}/reviews", ListOfTripAsync).RequireAuthorization(Policies.Everybody).WithTags("Reviews").WithName("list_trip_reviews")
            .WithSummary("List the reviews of a trip").WithDescription("The newest first, and what all shown ones add up to. Who sees the trip sees them.")
            .Produces<TripReviewsResponse>().Refuses(404)
            .ResponseExample(new TripReviewsResponse(new RatingResponse(4.7, 3), [ReviewExamples.Review], null));
        var group = routes.MapGroup("/reviews").WithTags("Reviews");
        group.MapGet("/{id}", GetAsync).RequireAuthorization(Policies.Everybody).WithName("get_review").WithSummary("Read a review")
            .WithDescription("Hidden and held ones are there for their author and staff.")
            .Produces<ReviewResponse>().Refuses(404).ResponseExample(ReviewExamples.Review);
        group.MapPut("/{id}/answer", AnswerAsync).RequireAuthorization(Policies.Person).WithName("answer_review").WithSummary("Answer a review")
            .WithDescription("For the guide of the trip, in place of the answer before; an empty text takes it back.")
            .Produces<ReviewResponse>().Refuses(403, 404, 412)
            .RequestExample(new AnswerReviewRequest { Text = "Terima kasih, sampai jumpa lagi." }).ResponseExample(ReviewExamples.Answered);
        group.MapPost("/{id}/report", ReportAsync).RequireAuthorization(Policies.Person).WithName("report_review").WithSummary("Report a review to staff")
            .WithDescription("Each person counts once.").Produces(204).Refuses(404, 409)
            .RequestExample(new ReportReviewRequest { Reason = "Bukan tentang perjalanan ini." });
        MapOffice(group);
    }

    private static void MapOffice(RouteGroupBuilder group)
    {
        group.MapGet("", ListQueueAsync).RequireAuthorization(Policies.OfficerOnly).WithName("list_review_queue").WithSummary("List reviews that staff look at")
            .WithDescription("Held and reported ones, the longest waiting first.")
            .Produces<ReviewQueueResponse>()
            .ResponseExample(new ReviewQueueResponse([new(ReviewExamples.Review, 1, ReviewExamples.Review.CreatedAt)], null));
        group.MapPost("/{id}/hide", HideAsync).RequireAuthorization(Policies.OfficerOnly).WithName("hide_review").WithSummary("Hide a review")
            .WithDescription("Its stars do not count any more. What was reported is settled by it.")
            .Produces<ReviewResponse>().Refuses(404)
            .RequestExample(new HideReviewRequest { Reason = "Berisi nomor rekening." })
            .ResponseExample(ReviewExamples.Review with { Status = ReviewStatus.Hidden });
        group.MapPost("/{id}/show", ShowAsync).RequireAuthorization(Policies.OfficerOnly).WithName("show_review").WithSummary("Show a review")
            .WithDescription("One that was hidden, held or reported. What was reported is settled by it.")
            .Produces<ReviewResponse>().Refuses(404).ResponseExample(ReviewExamples.Review);
    }

    private static async Task<IResult> WriteAsync(
        string id, JsonBody<WriteReviewRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(id) is not { } bookingId)
            return BookingErrors.NotFound.ToHttp();
        var written = await grains.GetGrain<IReviewGrain>(bookingId).WriteAsync(
            new WriteReview(caller.Id(), body.Value.Stars, body.Value.Text), cancellationToken);
        return written.ToHttp(static review => (IResult)TypedResults.Created($"/api/v1/reviews/{review.Id}", ReviewResponse.Of(review)));
    }

    private static async Task<IResult> ListOfTripAsync(
        string id, PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(id) is not { } tripId)
            return TripErrors.NotFound.ToHttp();
        var trip = await grains.GetGrain<ITripGrain>(tripId).ViewAsync(caller.Actor(), cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error.ToHttp();
        var found = await grains.GetGrain<IReviewQueryGrain>("0").ListOfTripAsync(tripId, page.Page, cancellationToken);
        return found.ToHttp(reviews =>
        {
            OpenReading.MayKeep(context, Kept);
            return TripReviewsResponse.Of(reviews);
        });
    }

    private static async Task<IResult> GetAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        TripEndpoints.IdOf(id) is not { } reviewId ? ReviewErrors.NotFound.ToHttp()
        : (await grains.GetGrain<IReviewGrain>(reviewId).ViewAsync(caller.IdOrNobody(), caller.IsStaff(), cancellationToken)).ToHttp(review =>
        {
            OpenReading.MayKeep(context, Kept);
            return IfMatch.Versioned(context, review.Version, ReviewResponse.Of(review));
        });

    private static Task<IResult> AnswerAsync(
        string id, JsonBody<AnswerReviewRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken) => CommandAsync(id, context, grains, review => review.AnswerAsync(
            new AnswerReview(caller.Id(), body.Value.Text, ifMatch.ExpectedVersion), cancellationToken));

    private static async Task<IResult> ReportAsync(
        string id, JsonBody<ReportReviewRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(id) is not { } reviewId)
            return ReviewErrors.NotFound.ToHttp();
        var reported = await grains.GetGrain<IReviewGrain>(reviewId).ReportAsync(new ReportReview(caller.Id(), body.Value.Reason), cancellationToken);
        return reported.IsSuccess ? TypedResults.NoContent() : reported.Error.ToHttp();
    }

    private static async Task<IResult> ListQueueAsync(PageParameters page, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<IReviewQueryGrain>("0").ListQueueAsync(page.Page, cancellationToken);
        return found.ToHttp(static queue => new ReviewQueueResponse(
            [.. queue.Items.Select(static one => new QueuedReviewResponse(ReviewResponse.Of(one.Review), one.Reports, one.Since))], queue.NextCursor));
    }

    private static Task<IResult> HideAsync(
        string id, JsonBody<HideReviewRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken) => CommandAsync(id, context, grains, review => review.ModerateAsync(
            new ModerateReview(caller.Id(), IsShown: false, body.Value.Reason), cancellationToken));

    private static Task<IResult> ShowAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        CommandAsync(id, context, grains, review => review.ModerateAsync(new ModerateReview(caller.Id(), IsShown: true, ""), cancellationToken));

    private static async Task<IResult> CommandAsync(
        string id, HttpContext context, IGrainFactory grains, Func<IReviewGrain, Task<Result<Review>>> command) =>
        TripEndpoints.IdOf(id) is { } reviewId
            ? (await command(grains.GetGrain<IReviewGrain>(reviewId))).ToHttp(review => IfMatch.Versioned(context, review.Version, ReviewResponse.Of(review)))
            : ReviewErrors.NotFound.ToHttp();
}
