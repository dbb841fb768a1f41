namespace Nusaloka.Grains.Matching;

/// <summary>A traveller would come along. Who it is the guide does not learn yet, so it is not said here.</summary>
/// <param name="InterestId">The interest.</param>
/// <param name="TripId">The trip.</param>
/// <param name="GuideId">Who is to hear of it.</param>
/// <param name="StartsOn">The departure's first day.</param>
/// <param name="GroupSize">How many they are.</param>
/// <param name="At">When.</param>
internal sealed record InterestExpressed(string InterestId, string TripId, string GuideId, DateOnly StartsOn, int GroupSize, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "interest.expressed";
}

/// <summary>The guide would have them: both see each other now.</summary>
/// <param name="InterestId">The interest.</param>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="TravellerId">Who is to hear of it.</param>
/// <param name="StartsOn">The departure's first day.</param>
/// <param name="At">When.</param>
internal sealed record InterestAgreed(string InterestId, string TripId, string DepartureId, string TravellerId, DateOnly StartsOn, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "interest.agreed";
}
