namespace Nusaloka.Matching;

/// <summary>Finds what fits wishes. A stateless worker over the read models; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IMatchQueryGrain")]
public interface IMatchQueryGrain : IGrainWithStringKey
{
    /// <summary>The departures with 80 points and more for a wish that can be booked now. The same rows always give the same answer.</summary>
    [Alias("FindTrips")]
    Task<TripMatches> FindTripsAsync(Wish wish, CancellationToken cancellationToken = default);

    /// <summary>The guides whose departures have 80 points and more for a wish and can be booked now, by the best of each. The same rows always give the same answer.</summary>
    [Alias("FindGuides")]
    Task<GuideMatches> FindGuidesAsync(Wish wish, CancellationToken cancellationToken = default);

    /// <summary>Those with 80 points and more who would like the same; both wishes must be open to companions. Errors: <c>companions_closed</c>.</summary>
    [Alias("FindCompanions")]
    Task<Result<CompanionMatches>> FindCompanionsAsync(Wish wish, CancellationToken cancellationToken = default);

    /// <summary>Where a traveller would come along, the last changed first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListInterestsOfTraveller")]
    Task<Result<Page<Interest>>> ListInterestsOfTravellerAsync(string accountId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>
    /// Who would come along on a trip, as its guide sees them: until both have agreed not who. The last changed first.
    /// Errors: <c>cursor_invalid</c>.
    /// </summary>
    [Alias("ListInterestsOfTrip")]
    Task<Result<Page<Interest>>> ListInterestsOfTripAsync(string tripId, PageRequest page, CancellationToken cancellationToken = default);
}
