using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Reviews;

/// <summary>Settings of reviews, under <c>NUSALOKA_REVIEWS__</c>.</summary>
public sealed class ReviewOptions
{
    /// <summary>
    /// What must have been paid for a booking, less what went back, for the stars of its review to count, in whole rupiah: so that nobody makes a name by bookings
    /// that cost nothing. Default 25,000; 0 to 10,000,000. A review keeps what held when it was written.
    /// </summary>
    [ConfigurationKeyName("MINIMUM_PAID"), Range(0L, 10_000_000L)]
    public long MinimumPaid { get; set; } = 25_000;
}
