namespace Nusaloka.Reviews;

/// <summary>The expected failures of reviews.</summary>
public static class ReviewErrors
{
    /// <summary>No such review, or none for the caller.</summary>
    public static Error NotFound { get; } = new("review_not_found", ErrorKind.NotFound, "There is no such review.");

    /// <summary>A booking has one review.</summary>
    public static Error Exists { get; } = new("review_exists", ErrorKind.Conflict, "This booking has been reviewed. A review is written once.");

    /// <summary>Only who was there can say how it was.</summary>
    public static Error BookingNotCompleted { get; } =
        new("booking_not_completed", ErrorKind.Conflict, "A trip is reviewed when it is over and was not cancelled.");

    /// <summary>Only the guide of the trip answers.</summary>
    public static Error NotTheGuide { get; } =
        new("review_not_yours", ErrorKind.Forbidden, "A review is answered by the guide of the trip.");

    /// <summary>Nobody reports what they wrote.</summary>
    public static Error OwnReview { get; } = new("own_review", ErrorKind.Conflict, "Nobody reports their own review.");

    /// <summary>The caller's copy is out of date.</summary>
    public static Error VersionMismatch { get; } =
        new("version_mismatch", ErrorKind.Stale, "The review has changed since it was read. Read it again, then repeat the change.");
}
