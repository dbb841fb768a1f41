namespace Nusaloka.Trips;

/// <summary>Whether a trip can be found and booked.</summary>
[GenerateSerializer, Alias("nusaloka.TripStatus")]
public enum TripStatus
{
    /// <summary>Its guide writes on it; only the guide and staff see it.</summary>
    Draft = 0,

    /// <summary>Everybody finds it, and its departures can be booked.</summary>
    Published = 1,

    /// <summary>Nobody can book it; what was published before can still be read, and it can be published again.</summary>
    Archived = 2,

    /// <summary>It is there for its guide, staff and who has a booking of it, and for nobody else; for ever.</summary>
    Deleted = 3,
}
