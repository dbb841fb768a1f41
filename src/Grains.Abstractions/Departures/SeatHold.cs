namespace Nusaloka.Departures;

/// <summary>The seats of one booking.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="Seats">How many.</param>
/// <param name="Until">When they are free again, UTC; null when they are sold.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SeatHold")]
public sealed record SeatHold(
    [property: Id(0)] string DepartureId,
    [property: Id(1)] string BookingId,
    [property: Id(2)] int Seats,
    [property: Id(3)] DateTimeOffset? Until)
{
    /// <summary>Whether the seats are sold.</summary>
    public bool IsSold => Until is null;
}
