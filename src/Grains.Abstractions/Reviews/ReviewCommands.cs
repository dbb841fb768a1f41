namespace Nusaloka.Reviews;

/// <summary>Writes a review.</summary>
/// <param name="AuthorId">The traveller.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Text">At most <see cref="ReviewLimits.MaxTextLength"/> characters; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WriteReview")]
public sealed record WriteReview(
    [property: Id(0)] string AuthorId,
    [property: Id(1)] int Stars,
    [property: Id(2)] string Text);

/// <summary>Answers a review, in place of the answer before.</summary>
/// <param name="GuideId">Who answers.</param>
/// <param name="Text">1 to <see cref="ReviewLimits.MaxTextLength"/> characters; empty takes the answer back.</param>
/// <param name="ExpectedVersion">The <see cref="Review.Version"/> that the caller saw; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AnswerReview")]
public sealed record AnswerReview(
    [property: Id(0)] string GuideId,
    [property: Id(1)] string Text,
    [property: Id(2)] long? ExpectedVersion);

/// <summary>Tells staff of a review that should not be there.</summary>
/// <param name="ReporterId">Who tells.</param>
/// <param name="Reason">1 to <see cref="ReviewLimits.MaxReasonLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReportReview")]
public sealed record ReportReview(
    [property: Id(0)] string ReporterId,
    [property: Id(1)] string Reason);

/// <summary>Hides a review or shows it, and settles what was reported.</summary>
/// <param name="StaffId">Who decides.</param>
/// <param name="IsShown">Whether everybody sees it.</param>
/// <param name="Reason">At most <see cref="ReviewLimits.MaxReasonLength"/> characters; required for hiding.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ModerateReview")]
public sealed record ModerateReview(
    [property: Id(0)] string StaffId,
    [property: Id(1)] bool IsShown,
    [property: Id(2)] string Reason);
