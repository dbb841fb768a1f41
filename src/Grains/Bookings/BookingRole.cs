namespace Nusaloka.Grains.Bookings;

/// <summary>What somebody is to a booking.</summary>
internal enum BookingRole
{
    /// <summary>Who booked.</summary>
    Traveller = 0,

    /// <summary>Who guides.</summary>
    Guide = 1,

    /// <summary>Who may do what either may.</summary>
    Admin = 2,

    /// <summary>The departure, which does not take place.</summary>
    Departure = 3,

    /// <summary>Whoever gave all of the money back, past the booking.</summary>
    Refunder = 4,

    /// <summary>The payer's bank, which has taken the money for good.</summary>
    Bank = 5,
}
