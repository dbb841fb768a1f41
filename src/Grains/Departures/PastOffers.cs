namespace Nusaloka.Grains.Departures;

/// <summary>Somebody to whom seats were offered and who waits no more: whoever joins again goes on counting.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Count">How often.</param>
internal sealed record PastOffers(string AccountId, int Count);
