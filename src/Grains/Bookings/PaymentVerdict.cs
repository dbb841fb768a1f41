namespace Nusaloka.Grains.Bookings;

/// <summary>What a booking says of a payment that names it.</summary>
[GenerateSerializer, Alias("nusaloka.PaymentVerdict")]
internal enum PaymentVerdict
{
    /// <summary>There is no such booking.</summary>
    Unknown = 0,

    /// <summary>The booking has it.</summary>
    Taken = 1,

    /// <summary>It is not for the booking: the money goes back.</summary>
    Unwanted = 2,
}
