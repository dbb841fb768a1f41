using Nusaloka.Departures;

namespace Nusaloka.Api.Departures;

/// <summary>Departures as the documentation shows them.</summary>
internal static class DepartureExamples
{
    private const string Id = "01935c1e-7f3a-7c44-9c1c-6f0c5a3f2b10";
    private const string TripId = "01935c1e-1a2b-7c44-9c1c-6f0c5a3f2b11";

    private static readonly DateTimeOffset At = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero);

    public static readonly DepartureRequest Request = new()
    {
        StartsOn = new DateOnly(2026, 12, 24), Capacity = 10, Days = 3, TimeZone = "Asia/Makassar", MinPeople = 4, CutOff = "2026-12-23T18:00", Price = 1_750_000,
    };

    public static readonly DepartureResponse Departure = new(
        Id, TripId, new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 26), "Asia/Makassar", new DateTimeOffset(2026, 12, 23, 16, 0, 0, TimeSpan.Zero),
        "2026-12-23T18:00:00", new DateTimeOffset(2026, 12, 23, 10, 0, 0, TimeSpan.Zero), 10, 4, 1_750_000, 3, 2, 5, 0, true, DepartureStatus.Open, At);

    public static readonly WaitingPlaceResponse Place = new(Id, TripId, 2, 3, At, null);
}
