using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Nusaloka.Departures;
using Nusaloka.Trips;

namespace Nusaloka.Api.Departures;

/// <summary>What a guide says of a departure.</summary>
public sealed record DepartureRequest
{
    private static readonly string[] CutOffFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>The first day.</summary>
    [Description("The first day, in the time zone.")]
    public required DateOnly StartsOn { get; init; }

    /// <summary>How many seats.</summary>
    [Description("How many seats there are; never fewer than are held or sold, nor more than the trip's max_people."), Range(1, DepartureLimits.MaxCapacity)]
    public required int Capacity { get; init; }

    /// <summary>How many days.</summary>
    [Description("How many days it takes; without it as many as the trip has."), Range(1, DepartureLimits.MaxDays)]
    public int? Days { get; init; }

    /// <summary>The time zone.</summary>
    [Description("A name of the IANA database, such as Asia/Makassar; without it that of the trip's first place."), MaxLength(40)]
    public string? TimeZone { get; init; }

    /// <summary>The smallest group.</summary>
    [Description("How many seats must be sold for the trip to take place; 1 without it. A departure of which some are sold, and fewer, is called off by itself at its cut-off; the number can be lowered until then."), Range(1, DepartureLimits.MaxCapacity)]
    public int? MinPeople { get; init; }

    /// <summary>Until when seats are sold.</summary>
    [Description("Until when seats are sold: the time on the clocks of the time zone, such as 2026-12-23T18:00, with min_people above 1 before the first day begins; without it until the first day begins, and with min_people above 1 until a day before."), MaxLength(19)]
    public string? CutOff { get; init; }

    /// <summary>The price of this departure.</summary>
    [Description("Whole rupiah for each person; without it the trip's prices count."), Range(1, 1_000_000_000)]
    public long? Price { get; init; }

    /// <summary>The command for grains; the error when the cut-off is no time, or the trip is for fewer people.</summary>
    public Result<SaveDeparture> ToCommand(Trip trip, long? expectedVersion)
    {
        if (Capacity > trip.MaxPeople)
            return Error.Validation("/capacity", "above_trip", $"The trip is for {trip.MaxPeople} people at most: no departure has more seats.");
        LocalDateTime? cutOff = null;
        if (CutOff is not null)
        {
            if (!DateTime.TryParseExact(CutOff, CutOffFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var shown))
                return Error.Validation("/cut_off", "wrong_type", "cut_off is a local time such as 2026-12-23T18:00, without an offset.");
            cutOff = new LocalDateTime(DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown));
        }

        return new SaveDeparture(
            trip.Id, trip.GuideId, StartsOn, Days ?? Math.Max(1, trip.Days.Length), TimeZone ?? trip.TimeZone, Capacity, MinPeople ?? 1, cutOff,
            Price is { } price ? Money.Rupiah(price) : null, expectedVersion)
        {
            TripPrice = TripPricing.PerPerson(trip, StartsOn, people: 1, own: null),
        };
    }
}

/// <summary>Waits for seats.</summary>
public sealed record JoinWaitingRequest
{
    /// <summary>How many seats.</summary>
    [Description("For how many seats."), Range(1, DepartureLimits.MaxSeatsOfBooking)]
    public required int Seats { get; init; }
}
