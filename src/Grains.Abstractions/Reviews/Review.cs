namespace Nusaloka.Reviews;

/// <summary>What a traveller says of a trip after it.</summary>
/// <param name="Id">The booking that it is about: there is one review for each.</param>
/// <param name="TripId">The trip.</param>
/// <param name="GuideId">Its guide.</param>
/// <param name="AuthorId">Who wrote it; empty when the account is closed.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Text">May be empty.</param>
/// <param name="Status">Whether everybody sees it.</param>
/// <param name="Answer">What the guide says to it; null when nothing.</param>
/// <param name="AnsweredAt">When the guide did, UTC; null when there is no answer.</param>
/// <param name="CreatedAt">When it was written, UTC.</param>
/// <param name="Version">Grows by one with each change; the ETag of the API.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Review")]
public sealed record Review(
    [property: Id(0)] string Id,
    [property: Id(1)] string TripId,
    [property: Id(2)] string GuideId,
    [property: Id(3)] string AuthorId,
    [property: Id(4)] int Stars,
    [property: Id(5)] string Text,
    [property: Id(6)] ReviewStatus Status,
    [property: Id(7)] string? Answer,
    [property: Id(8)] DateTimeOffset? AnsweredAt,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] long Version);

/// <summary>Whether everybody sees a review, and whether it counts.</summary>
[GenerateSerializer, Alias("nusaloka.ReviewStatus")]
public enum ReviewStatus
{
    /// <summary>Everybody sees it, and its stars count.</summary>
    Shown = 0,

    /// <summary>Staff have hidden it: only its author and staff see it, and its stars do not count.</summary>
    Hidden = 1,

    /// <summary>It says something that staff look at first: as hidden until then.</summary>
    Held = 2,
}

/// <summary>What all shown reviews of a trip add up to.</summary>
/// <param name="Sum">The sum of their stars.</param>
/// <param name="Count">How many there are.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripRating")]
public sealed record TripRating(
    [property: Id(0)] long Sum,
    [property: Id(1)] int Count);

/// <summary>One page of the reviews of a trip.</summary>
/// <param name="Rating">What all of them add up to.</param>
/// <param name="Reviews">The newest first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripReviews")]
public sealed record TripReviews(
    [property: Id(0)] TripRating Rating,
    [property: Id(1)] Page<Review> Reviews);

/// <summary>A review that staff look at.</summary>
/// <param name="Review">The review.</param>
/// <param name="Reports">How many people have reported it since staff last looked.</param>
/// <param name="Since">Since when it waits, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.QueuedReview")]
public sealed record QueuedReview(
    [property: Id(0)] Review Review,
    [property: Id(1)] int Reports,
    [property: Id(2)] DateTimeOffset Since);
