namespace Nusaloka.Matching;

/// <summary>A traveller would come along on a departure that fits their wish.</summary>
/// <param name="Id">UUID, made from traveller and departure.</param>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="StartsOn">Its first day.</param>
/// <param name="GuideId">The trip's guide.</param>
/// <param name="TravellerId">Who; null for the guide until both have agreed.</param>
/// <param name="GroupSize">How many they are.</param>
/// <param name="Score">How well departure and wish fit.</param>
/// <param name="Status">How far the two are.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Interest")]
public sealed record Interest(
    [property: Id(0)] string Id,
    [property: Id(1)] string TripId,
    [property: Id(2)] string DepartureId,
    [property: Id(3)] DateOnly StartsOn,
    [property: Id(4)] string GuideId,
    [property: Id(5)] string? TravellerId,
    [property: Id(6)] int GroupSize,
    [property: Id(7)] MatchScore Score,
    [property: Id(8)] InterestStatus Status,
    [property: Id(9)] DateTimeOffset UpdatedAt);

/// <summary>How far traveller and guide are.</summary>
[GenerateSerializer, Alias("nusaloka.InterestStatus")]
public enum InterestStatus
{
    /// <summary>The traveller would come; the guide sees that there is somebody, and not who.</summary>
    Interested = 0,

    /// <summary>The guide would have them: both see each other.</summary>
    Agreed = 1,

    /// <summary>The guide would not.</summary>
    Declined = 2,

    /// <summary>The traveller has changed their mind; the guide sees nothing of it.</summary>
    Withdrawn = 3,

    /// <summary>The departure is called off, or the trip off the market; the guide sees nothing of it.</summary>
    Over = 4,
}

/// <summary>Says that a traveller would come along.</summary>
/// <param name="TravellerId">Who.</param>
/// <param name="WishId">The wish that the departure fits.</param>
/// <param name="DepartureId">The departure.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ExpressInterest")]
public sealed record ExpressInterest(
    [property: Id(0)] string TravellerId,
    [property: Id(1)] string WishId,
    [property: Id(2)] string DepartureId);
