namespace Nusaloka.Trips;

/// <summary>A trip that somebody has saved.</summary>
/// <param name="Trip">The trip as it is now.</param>
/// <param name="SavedAt">When it was saved, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SavedTrip")]
public sealed record SavedTrip(
    [property: Id(0)] TripSummary Trip,
    [property: Id(1)] DateTimeOffset SavedAt);
