namespace Nusaloka.Bookings;

/// <summary>Which bookings are wanted: those that fit all that is given.</summary>
/// <param name="AccountId">Of this traveller; null for all.</param>
/// <param name="GuideId">Of this guide; null for all.</param>
/// <param name="DepartureId">Of this departure; null for all.</param>
/// <param name="Status">Only these; null for all.</param>
/// <param name="Page">Which page.</param>
/// <param name="OpenComplaintsOnly">Only those whose money waits for an officer's decision.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BookingQuery")]
public sealed record BookingQuery(
    [property: Id(0)] string? AccountId,
    [property: Id(1)] string? GuideId,
    [property: Id(2)] string? DepartureId,
    [property: Id(3)] BookingStatus? Status,
    [property: Id(4)] PageRequest Page,
    [property: Id(5)] bool OpenComplaintsOnly = false);
