namespace Nusaloka.Reviews;

/// <summary>Bounds of a review. Lengths are in UTF-16 units.</summary>
public static class ReviewLimits
{
    /// <summary>The longest text, and the longest answer.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>The longest reason of a report or a decision.</summary>
    public const int MaxReasonLength = 255;

    /// <summary>Of so many people it is remembered that they have reported a review; more change nothing.</summary>
    public const int MaxReports = 50;
}
