using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Reviews;

namespace Nusaloka.Api.Reviews;

/// <summary>Reviews a trip.</summary>
public sealed record WriteReviewRequest
{
    /// <summary>How good it was.</summary>
    [Description("1 to 5."), Range(1, 5)]
    public required int Stars { get; init; }

    /// <summary>What there is to say.</summary>
    [Description("What there is to say; may be empty."), MaxLength(ReviewLimits.MaxTextLength)]
    public string Text { get; init; } = "";
}

/// <summary>Answers a review.</summary>
public sealed record AnswerReviewRequest
{
    /// <summary>What the guide says.</summary>
    [Description("What the guide says to it; empty takes the answer back."), MaxLength(ReviewLimits.MaxTextLength)]
    public required string Text { get; init; }
}

/// <summary>Reports a review.</summary>
public sealed record ReportReviewRequest
{
    /// <summary>Why.</summary>
    [Description("Why it should not be there."), MinLength(1), MaxLength(ReviewLimits.MaxReasonLength)]
    public required string Reason { get; init; }
}

/// <summary>Hides a review.</summary>
public sealed record HideReviewRequest
{
    /// <summary>Why.</summary>
    [Description("Why; for the record."), MinLength(1), MaxLength(ReviewLimits.MaxReasonLength)]
    public required string Reason { get; init; }
}

/// <summary>What a traveller says of a trip after it.</summary>
/// <param name="Id">The review's id, which is the booking's.</param>
/// <param name="TripId">The trip.</param>
/// <param name="AuthorId">Who wrote it; null when the account is closed.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Text">May be empty.</param>
/// <param name="Status">shown, hidden or held.</param>
/// <param name="Answer">What the guide says to it; null when nothing.</param>
/// <param name="AnsweredAt">When the guide did; null when there is no answer.</param>
/// <param name="CreatedAt">When it was written.</param>
public sealed record ReviewResponse(
    string Id, string TripId, string? AuthorId, int Stars, string Text, ReviewStatus Status, string? Answer, DateTimeOffset? AnsweredAt,
    DateTimeOffset CreatedAt)
{
    /// <summary>The wire shape of a review.</summary>
    public static ReviewResponse Of(Review review) => new(
        review.Id, review.TripId, review.AuthorId.Length == 0 ? null : review.AuthorId, review.Stars, review.Text, review.Status, review.Answer,
        review.AnsweredAt, review.CreatedAt);
}

/// <summary>What all shown reviews of a trip add up to.</summary>
/// <param name="Average">The mean of their stars with one decimal; null when there are none.</param>
/// <param name="Count">How many there are.</param>
public sealed record RatingResponse(double? Average, int Count)
{
    /// <summary>The wire shape of a rating.</summary>
    public static RatingResponse Of(TripRating rating) => new(
        rating.Count == 0 ? null : Math.Round((double)rating.Sum / rating.Count, 1, MidpointRounding.AwayFromZero), rating.Count);
}

/// <summary>One page of the reviews of a trip.</summary>
/// <param name="Rating">What all of them add up to.</param>
/// <param name="Data">The newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record TripReviewsResponse(RatingResponse Rating, IReadOnlyList<ReviewResponse> Data, string? NextCursor)
{
    /// <summary>The wire shape of a page of reviews.</summary>
    public static TripReviewsResponse Of(TripReviews reviews) => new(
        RatingResponse.Of(reviews.Rating), [.. reviews.Reviews.Items.Select(ReviewResponse.Of)], reviews.Reviews.NextCursor);
}

/// <summary>A review that staff look at.</summary>
/// <param name="Review">The review.</param>
/// <param name="Reports">How many people have reported it since staff last looked.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record QueuedReviewResponse(ReviewResponse Review, int Reports, DateTimeOffset Since);

/// <summary>One page of reviews that staff look at.</summary>
/// <param name="Data">The longest waiting first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ReviewQueueResponse(IReadOnlyList<QueuedReviewResponse> Data, string? NextCursor);
