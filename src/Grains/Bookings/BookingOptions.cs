using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Bookings;

/// <summary>Settings of bookings, under <c>NUSALOKA_BOOKINGS__</c>. What a booking was made under stays for it.</summary>
public sealed class BookingOptions
{
    /// <summary>How long seats are held for their payer. Default 10 minutes; 10 seconds to 2 hours.</summary>
    [ConfigurationKeyName("HOLD_TIME"), Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan HoldTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many bookings an account may have that hold seats and are not paid. Default 3; 1 to 1,000.</summary>
    [ConfigurationKeyName("MAX_UNPAID"), Range(1, 1_000)]
    public int MaxUnpaid { get; set; } = 3;

    /// <summary>How many of these may be of the same departure. Default 1; 1 to 1,000.</summary>
    [ConfigurationKeyName("MAX_UNPAID_OF_DEPARTURE"), Range(1, 1_000)]
    public int MaxUnpaidOfDeparture { get; set; } = 1;

    /// <summary>
    /// How many bookings of one departure an account may let go within a day without paying, before it gets no seats of it any more. Default 5; up to 100, and 0 for no bound.
    /// </summary>
    [ConfigurationKeyName("MAX_ABANDONED"), Range(0, 100)]
    public int MaxAbandoned { get; set; } = 5;

    /// <summary>How long after a trip's last day its guide gets the money. Default a day; 0 to 30 days.</summary>
    [ConfigurationKeyName("PAYOUT_DELAY"), Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan PayoutDelay { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long after a booking is over, whatever its end, it still says who came. Default 90 days; 1 to 730 days.</summary>
    [ConfigurationKeyName("PEOPLE_KEPT"), Range(typeof(TimeSpan), "1.00:00:00", "730.00:00:00")]
    public TimeSpan PeopleKept { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Our share of what the guide gets, in hundredths of a percent. Default 1,000, that is 10 %; 0 to 5,000.</summary>
    [ConfigurationKeyName("FEE_BASIS_POINTS"), Range(0, 5_000)]
    public int FeeBasisPoints { get; set; } = 1_000;
}
