using Nusaloka.Reviews;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of reviews.</content>
public sealed partial class ParrotGrain
{
    public Task<AnswerReview> SayAsync(AnswerReview message) => Task.FromResult(message);

    public Task<ModerateReview> SayAsync(ModerateReview message) => Task.FromResult(message);

    public Task<QueuedReview> SayAsync(QueuedReview message) => Task.FromResult(message);

    public Task<ReportReview> SayAsync(ReportReview message) => Task.FromResult(message);

    public Task<Review> SayAsync(Review message) => Task.FromResult(message);

    public Task<ReviewStatus> SayAsync(ReviewStatus message) => Task.FromResult(message);

    public Task<TripRating> SayAsync(TripRating message) => Task.FromResult(message);

    public Task<TripReviews> SayAsync(TripReviews message) => Task.FromResult(message);

    public Task<WriteReview> SayAsync(WriteReview message) => Task.FromResult(message);

    public Task<Page<QueuedReview>> SayAsync(Page<QueuedReview> message) => Task.FromResult(message);

    public Task<Page<Review>> SayAsync(Page<Review> message) => Task.FromResult(message);

    public Task<Result<Page<QueuedReview>>> SayAsync(Result<Page<QueuedReview>> message) => Task.FromResult(message);

    public Task<Result<Review>> SayAsync(Result<Review> message) => Task.FromResult(message);

    public Task<Result<TripReviews>> SayAsync(Result<TripReviews> message) => Task.FromResult(message);

    public Task<Result<Page<Review>>> SayAsync(Result<Page<Review>> message) => Task.FromResult(message);
}
