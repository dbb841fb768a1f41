namespace Nusaloka.Grains.Departures;

/// <summary>Somebody on the waiting list.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Number">Grows with everybody who joins: the order of the list.</param>
/// <param name="Seats">For how many seats.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="OfferedUntil">Until when the seats are kept for them; null when none are.</param>
/// <param name="Offers">How often seats were offered to them, now and when they waited before.</param>
internal sealed record Waiter(string AccountId, long Number, int Seats, DateTimeOffset JoinedAt, DateTimeOffset? OfferedUntil, int Offers = 0);
