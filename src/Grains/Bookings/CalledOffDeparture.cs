namespace Nusaloka.Grains.Bookings;

/// <summary>What a booking wants to know of the event of a departure that does not take place.</summary>
/// <param name="DepartureId">The departure.</param>
internal sealed record CalledOffDeparture(string DepartureId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "departure.cancelled";
}
