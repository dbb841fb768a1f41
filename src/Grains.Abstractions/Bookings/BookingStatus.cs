namespace Nusaloka.Bookings;

/// <summary>Where a booking is. Names in JSON are lower-case with underscores.</summary>
[GenerateSerializer, Alias("nusaloka.BookingStatus")]
public enum BookingStatus
{
    /// <summary>It asks the departure for its seats.</summary>
    Holding = 0,

    /// <summary>The seats are held until <see cref="Booking.ExpiresAt"/> and wait to be paid.</summary>
    AwaitingPayment = 1,

    /// <summary>A payment is under way, or paid and its seats are being confirmed.</summary>
    Paying = 2,

    /// <summary>Paid, and the seats are sold. The money is in escrow.</summary>
    Confirmed = 3,

    /// <summary>The trip is over and the guide has the money.</summary>
    Completed = 4,

    /// <summary>Somebody called it off. What the policy leaves to the guide is paid after the trip's end.</summary>
    Cancelled = 5,

    /// <summary>Nobody paid in time. Money that comes later goes back by itself.</summary>
    Expired = 6,

    /// <summary>There were no seats; what was paid goes back by itself.</summary>
    Refused = 7,
}
