namespace Nusaloka.Grains.Departures;

/// <summary>What one booking has.</summary>
/// <param name="Count">How many seats.</param>
/// <param name="Until">When they are free again, UTC; null when they are sold.</param>
internal readonly record struct Seat(int Count, DateTimeOffset? Until);
