using System.ComponentModel;
using Nusaloka.Departures;

namespace Nusaloka.Api.Departures;

/// <summary>A departure on the wire.</summary>
/// <param name="Id">UUID.</param>
/// <param name="TripId">The trip.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last day.</param>
/// <param name="TimeZone">The zone of the days.</param>
/// <param name="StartsAt">When the first day begins.</param>
/// <param name="CutOff">Until when seats are sold, local.</param>
/// <param name="CutOffAt">The same, UTC.</param>
/// <param name="Capacity">All seats.</param>
/// <param name="MinPeople">The smallest group.</param>
/// <param name="Price">Rupiah for each person.</param>
/// <param name="Free">Free seats.</param>
/// <param name="Held">Held seats.</param>
/// <param name="Sold">Sold seats.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="IsGuaranteed">Whether the smallest group is or was reached.</param>
/// <param name="Status">Whether seats are sold.</param>
/// <param name="UpdatedAt">When the guide last changed it.</param>
public sealed record DepartureResponse(
    [property: Description("UUID.")] string Id,
    [property: Description("The trip.")] string TripId,
    [property: Description("The first day, in the time zone.")] DateOnly StartsOn,
    [property: Description("The last day, in the time zone.")] DateOnly EndsOn,
    [property: Description("IANA name of the zone in which the days are counted.")] string TimeZone,
    [property: Description("When the first day begins, UTC.")] DateTimeOffset StartsAt,
    [property: Description("Until when seats are sold: the time on the clocks of the time zone.")] string CutOff,
    [property: Description("The same, UTC.")] DateTimeOffset CutOffAt,
    [property: Description("How many seats there are.")] int Capacity,
    [property: Description("How many must be sold for the trip to take place.")] int MinPeople,
    [property: Description("Whole rupiah for each person; null when the trip's prices count.")] long? Price,
    [property: Description("Seats that anybody may take now.")] int Free,
    [property: Description("Seats that are kept for bookings that are not paid yet, and for people who waited.")] int Held,
    [property: Description("Seats that are sold.")] int Sold,
    [property: Description("How many people wait for seats.")] int Waiting,
    [property: Description("Whether as many seats are sold as the trip needs to take place, or were when it was decided, at the cut-off.")] bool IsGuaranteed,
    [property: Description("open; closed after the cut-off; past after the last day; cancelled.")] DepartureStatus Status,
    [property: Description("When the guide last changed it, UTC.")] DateTimeOffset UpdatedAt)
{
    /// <summary>The wire shape of a departure.</summary>
    public static DepartureResponse Of(Departure departure) => new(
        departure.Id, departure.TripId, departure.StartsOn, departure.EndsOn, departure.TimeZone, departure.StartsAt, departure.CutOff.ToString(), departure.CutOffAt,
        departure.Capacity, departure.MinPeople, departure.OwnPrice?.Units, departure.Free, departure.Held, departure.Sold, departure.Waiting,
        departure.IsGuaranteed, departure.Status, departure.UpdatedAt);
}

/// <summary>A page of departures.</summary>
/// <param name="Data">By the day they start.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record DeparturesResponse(
    [property: Description("By the day they start.")] IReadOnlyList<DepartureResponse> Data,
    [property: Description("Where the next page begins; null at the end.")] string? NextCursor);

/// <summary>A place on a waiting list.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripId">Its trip.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="Position">The place.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="OfferedUntil">Until when the seats are kept.</param>
public sealed record WaitingPlaceResponse(
    [property: Description("The departure.")] string DepartureId,
    [property: Description("Its trip.")] string TripId,
    [property: Description("For how many seats you wait.")] int Seats,
    [property: Description("1 for the first who waits; 0 when the seats are offered to you.")] int Position,
    [property: Description("Since when you wait, UTC.")] DateTimeOffset JoinedAt,
    [property: Description("Until when the seats are kept for you, UTC: book them before. null while none are.")] DateTimeOffset? OfferedUntil)
{
    /// <summary>The wire shape of a place.</summary>
    public static WaitingPlaceResponse Of(WaitingPlace place) =>
        new(place.DepartureId, place.TripId, place.Seats, place.Position, place.JoinedAt, place.OfferedUntil);
}

/// <summary>A page of waiting places.</summary>
/// <param name="Data">Newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record WaitingPlacesResponse(
    [property: Description("Newest first.")] IReadOnlyList<WaitingPlaceResponse> Data,
    [property: Description("Where the next page begins; null at the end.")] string? NextCursor);
