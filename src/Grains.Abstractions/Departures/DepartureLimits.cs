namespace Nusaloka.Departures;

/// <summary>Bounds of departures.</summary>
public static class DepartureLimits
{
    /// <summary>The most seats of a departure.</summary>
    public const int MaxCapacity = 1_000;

    /// <summary>The most seats of one booking.</summary>
    public const int MaxSeatsOfBooking = 50;

    /// <summary>The longest trip, in days.</summary>
    public const int MaxDays = 60;

    /// <summary>How many may wait.</summary>
    public const int MaxWaiting = 100;

    /// <summary>How often seats of one departure are offered to the same account.</summary>
    public const int MaxOffers = 3;

    /// <summary>Of how many accounts that were offered seats and wait no more a departure remembers it.</summary>
    public const int MaxRememberedOffers = 100;

    /// <summary>How many released bookings a departure remembers.</summary>
    public const int MaxReleased = 256;

    /// <summary>The most that a departure asks of a person.</summary>
    public static readonly Money MaxPrice = Money.Rupiah(1_000_000_000);

    /// <summary>The longest hold.</summary>
    public static readonly TimeSpan MaxHold = TimeSpan.FromHours(24);

    /// <summary>How long seats are kept for somebody who waited for them.</summary>
    public static readonly TimeSpan OfferTime = TimeSpan.FromMinutes(30);
}
