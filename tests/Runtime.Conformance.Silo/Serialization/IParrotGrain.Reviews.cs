using Nusaloka.Reviews;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of reviews.</content>
public partial interface IParrotGrain
{
    Task<AnswerReview> SayAsync(AnswerReview message);

    Task<ModerateReview> SayAsync(ModerateReview message);

    Task<QueuedReview> SayAsync(QueuedReview message);

    Task<ReportReview> SayAsync(ReportReview message);

    Task<Review> SayAsync(Review message);

    Task<ReviewStatus> SayAsync(ReviewStatus message);

    Task<TripRating> SayAsync(TripRating message);

    Task<TripReviews> SayAsync(TripReviews message);

    Task<WriteReview> SayAsync(WriteReview message);

    Task<Page<QueuedReview>> SayAsync(Page<QueuedReview> message);

    Task<Page<Review>> SayAsync(Page<Review> message);

    Task<Result<Page<QueuedReview>>> SayAsync(Result<Page<QueuedReview>> message);

    Task<Result<Review>> SayAsync(Result<Review> message);

    Task<Result<TripReviews>> SayAsync(Result<TripReviews> message);

    Task<Result<Page<Review>>> SayAsync(Result<Page<Review>> message);
}
