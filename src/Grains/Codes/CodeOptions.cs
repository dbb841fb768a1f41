using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Codes;

/// <summary>How long codes are good and how many there may be. Read from <c>NUSALOKA_CODES__</c>.</summary>
internal sealed class CodeOptions
{
    /// <summary>How long a code is good. Default and most: 10 minutes (OWASP ASVS 5.0, 6.5.5); at least 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:10:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time between two codes for the same purpose to the same address or number. Default 1 minute; 1 second to 10 minutes.</summary>
    [ConfigurationKeyName("RESEND_AFTER"), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Codes for one purpose to one address or number within an hour. Default 5.</summary>
    [ConfigurationKeyName("MAX_PER_HOUR"), Range(1, 60)]
    public int MaxPerHour { get; set; } = 5;

    /// <summary>
    /// Codes for one purpose to one address or number within a day. Default 20: with five tries each, whoever guesses has a chance of one in
    /// ten thousand a day.
    /// </summary>
    [ConfigurationKeyName("MAX_PER_DAY"), Range(1, 100)]
    public int MaxPerDay { get; set; } = 20;

    /// <summary>Wrong tries after which a code is dead. Default 5; 1 to 10.</summary>
    [ConfigurationKeyName("MAX_TRIES"), Range(1, 10)]
    public int MaxTries { get; set; } = 5;
}
