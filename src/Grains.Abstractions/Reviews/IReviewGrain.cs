using Orleans.Concurrency;

namespace Nusaloka.Reviews;

/// <summary>The review of one booking. Key: the booking's id.</summary>
[Alias("nusaloka.IReviewGrain")]
public interface IReviewGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes the review, once; a repeat with the same words answers it. It is shown at once, unless it says something that staff look at
    /// first. Errors: <c>validation_failed</c>, <c>booking_not_found</c>, <c>booking_not_completed</c>, <c>review_exists</c>.
    /// </summary>
    [Alias("Write")]
    Task<Result<Review>> WriteAsync(WriteReview command, CancellationToken cancellationToken = default);

    /// <summary>The review for who may see it: hidden ones their author and staff. Errors: <c>review_not_found</c>.</summary>
    [AlwaysInterleave, Alias("View")]
    Task<Result<Review>> ViewAsync(string viewerId, bool isStaff, CancellationToken cancellationToken = default);

    /// <summary>The guide answers. Errors: <c>review_not_found</c>, <c>review_not_yours</c>, <c>validation_failed</c>, <c>version_mismatch</c>.</summary>
    [Alias("Answer")]
    Task<Result<Review>> AnswerAsync(AnswerReview command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells staff of it; each person counts once. Errors: <c>review_not_found</c>, <c>own_review</c>, <c>validation_failed</c>.
    /// </summary>
    [Alias("Report")]
    Task<Result> ReportAsync(ReportReview command, CancellationToken cancellationToken = default);

    /// <summary>Staff hide it or show it. Errors: <c>review_not_found</c>, <c>validation_failed</c>.</summary>
    [Alias("Moderate")]
    Task<Result<Review>> ModerateAsync(ModerateReview command, CancellationToken cancellationToken = default);
}
