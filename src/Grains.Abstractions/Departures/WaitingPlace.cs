namespace Nusaloka.Departures;

/// <summary>Somebody who waits for seats.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripId">Its trip.</param>
/// <param name="AccountId">Who waits.</param>
/// <param name="Seats">For how many seats.</param>
/// <param name="Position">1 for the first who waits without an offer; 0 for somebody who has one.</param>
/// <param name="JoinedAt">Since when, UTC.</param>
/// <param name="OfferedUntil">Until when the seats are kept for them, UTC; null when none are offered.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WaitingPlace")]
public sealed record WaitingPlace(
    [property: Id(0)] string DepartureId,
    [property: Id(1)] string TripId,
    [property: Id(2)] string AccountId,
    [property: Id(3)] int Seats,
    [property: Id(4)] int Position,
    [property: Id(5)] DateTimeOffset JoinedAt,
    [property: Id(6)] DateTimeOffset? OfferedUntil);
