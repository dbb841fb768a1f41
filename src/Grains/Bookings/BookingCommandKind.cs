namespace Nusaloka.Grains.Bookings;

/// <summary>What can be wanted of a booking that is there.</summary>
internal enum BookingCommandKind
{
    /// <summary>The traveller tries again what was refused.</summary>
    Retry,

    /// <summary>The traveller pays.</summary>
    Pay,

    /// <summary>A payment's money is in escrow.</summary>
    Accept,

    /// <summary>The countdown is over.</summary>
    Expire,

    /// <summary>Somebody calls it off.</summary>
    Cancel,

    /// <summary>The traveller writes the guest list.</summary>
    ChangeGuests,

    /// <summary>The guide checks the voucher.</summary>
    CheckIn,

    /// <summary>The trip is over and the money is the guide's.</summary>
    PayOut,

    /// <summary>The traveller says that the trip was not what was sold.</summary>
    Complain,

    /// <summary>An officer decides about money that waits.</summary>
    DecideComplaint,
}
