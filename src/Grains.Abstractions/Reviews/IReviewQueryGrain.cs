namespace Nusaloka.Reviews;

/// <summary>Lists reviews. A stateless worker over the read models; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IReviewQueryGrain")]
public interface IReviewQueryGrain : IGrainWithStringKey
{
    /// <summary>The shown reviews of a trip, the newest first, and what all of them add up to. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListOfTrip")]
    Task<Result<TripReviews>> ListOfTripAsync(string tripId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>What staff look at: reviews that were held or reported, the longest waiting first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListQueue")]
    Task<Result<Page<QueuedReview>>> ListQueueAsync(PageRequest page, CancellationToken cancellationToken = default);
}
