using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Accounts;

/// <summary>How long e-mail addresses and phone numbers are held for somebody. Read from <c>NUSALOKA_IDENTIFIERS__</c>.</summary>
internal sealed class IdentifierOptions
{
    /// <summary>
    /// How long a reservation holds without being confirmed: well above the time that a registration takes while many wait for their
    /// password to be hashed, and short enough to try again after a crash. Default 30 seconds; 1 second to 5 minutes.
    /// </summary>
    [ConfigurationKeyName("RESERVATION"), Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Reservation { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an address or number that an account has replaced is nobody else's, and the change can be taken back by who reads it. Default 7
    /// days; 0 (it is free at once, and nothing is taken back) to 30 days.
    /// </summary>
    [ConfigurationKeyName("QUARANTINE"), Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long the holder of an account may object when somebody who reads an old address or number, and proves nothing else, takes its change
    /// back. It must end within the quarantine. Default 24 hours; 1 hour to 72 hours.
    /// </summary>
    [ConfigurationKeyName("REVERSAL_WAIT"), Range(typeof(TimeSpan), "01:00:00", "3.00:00:00")]
    public TimeSpan ReversalWait { get; set; } = TimeSpan.FromHours(24);
}
