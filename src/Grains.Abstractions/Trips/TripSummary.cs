namespace Nusaloka.Trips;

/// <summary>A trip in a list.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Status">Whether it can be found and booked.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Region">Where it is; may be empty.</param>
/// <param name="Price">For one person; 0 while it is not decided.</param>
/// <param name="Days">How many.</param>
/// <param name="Photo">The id of its first picture; null when it has none.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripSummary")]
public sealed record TripSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] TripStatus Status,
    [property: Id(2)] string Title,
    [property: Id(3)] string Region,
    [property: Id(4)] Money Price,
    [property: Id(5)] int Days,
    [property: Id(6)] string? Photo,
    [property: Id(7)] DateTimeOffset UpdatedAt);
