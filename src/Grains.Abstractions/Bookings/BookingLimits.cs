namespace Nusaloka.Bookings;

/// <summary>Bounds of bookings. Lengths are in UTF-16 units.</summary>
public static class BookingLimits
{
    /// <summary>The most seats of one booking.</summary>
    public const int MaxSeats = 50;

    /// <summary>The least that a booking costs, in whole rupiah: less no gateway takes, and of less no fee is left.</summary>
    public const long MinTotal = 10_000;

    /// <summary>The longest name of a guest or contact.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The longest phone number or e-mail address.</summary>
    public const int MaxContactLength = 254;

    /// <summary>The longest wishes.</summary>
    public const int MaxWishesLength = 1_000;

    /// <summary>The longest complaint.</summary>
    public const int MaxComplaintLength = 2_000;

    /// <summary>The longest code of a voucher, with what people type between its parts.</summary>
    public const int MaxCodeLength = 40;

    /// <summary>How many payments a booking may begin.</summary>
    public const int MaxPayments = 20;

    /// <summary>How long a quote for a cancellation stands.</summary>
    public static readonly TimeSpan QuoteTime = TimeSpan.FromMinutes(10);

    /// <summary>How long before the first day the guide may check guests in.</summary>
    public static readonly TimeSpan CheckInBefore = TimeSpan.FromHours(24);
}
